import assert from 'node:assert/strict'
import { dryRun, sendDraft } from '../../cli/disclose.ts'
import type { DryRun } from '../../cli/disclose.ts'
import type { Language } from '../../protocol/statements/local-text.ts'
import type { ClientError } from '../../client/errors.ts'
import { sealPlan } from '../../client/seal-plan.ts'
import { renderExplanation, renderSummary } from '../../policy/explaining/render-explanation.ts'
import { informationRequestDraft, replyWithoutCircumstancesDraft } from '../drafts.ts'
import { CONDITION_WORDS } from '../../policy/explaining/words.ts'
import type { Person } from '../person.ts'
import type { Story } from '../story.ts'
import { assertUnknown, openAndCompare, refusalOf, send } from './disclosure.ts'
import type { Disclosure } from './disclosure.ts'

/** A disclosure that the law does not allow: refused here and there, explained, recorded, and nothing of it kept. */
export async function playRefusal(
  { narrator, klas, ylva }: Story,
  assessment: Disclosure,
): Promise<Disclosure> {
  narrator.chapter({ sv: 'Det som lagen inte tillåter', en: 'What the law does not allow' })
  const question = await narrator.step(
    {
      sv: 'Klas frågar: deltar Gorm i en insats för våldsutövare? Ylva öppnar frågan.',
      en: 'Klas asks: does Gorm take part in a programme for perpetrators? Ylva opens the question.',
    },
    async () => {
      const disclosure = await send(klas, informationRequestDraft(Date.now(), assessment.case))
      await openAndCompare(ylva, disclosure)
      return disclosure
    },
  )
  const thread = { case: question.case, inReplyTo: question.id }
  const draft = replyWithoutCircumstancesDraft(Date.now(), thread)
  const run = await narrator.step(
    {
      sv: 'Ylva vill svara med stöd av 10 kap. 18 c § OSL, men kan inte peka på några konkreta omständigheter. Lagen säger nej.',
      en: 'Ylva wants to answer under OSL 10:18 c, but can point to no concrete circumstances. The law says no.',
    },
    async () => {
      const found = await dryRun(ylva.session, draft)
      assert.equal(found.decision.outcome, 'deny')
      assert.equal(found.there['outcome'], 'deny')
      return found
    },
  )
  narrator.quote(renderSummary(run.explanation, narrator.language))
  narrator.quote(unmet(run, narrator.language))

  await narrator.step(
    {
      sv: 'Hennes program skickar det inte. Vi tar bort spärren ur programmet och skickar ändå: slussen nekar också, och nekandet står i loggen.',
      en: 'Her program does not send it. We take the check out of the program and send it anyway: the gateway refuses too, and the refusal is in the log.',
    },
    async () => {
      const here = await refusalOf(sendDraft(ylva.session, draft))
      assert.equal(here.code, 'policy-denied-here')
      const refusal = await sendRegardless(ylva, run)
      assert.equal(refusal.problem?.code, 'policy-denied')
    },
  )
  await narrator.step(
    {
      sv: 'Hos Klas syns ingenting: varken uppgiften eller försöket.',
      en: 'Nothing shows at Klas’s: neither the data nor the attempt.',
    },
    () => assertUnknown(klas, run.plan.head.id),
  )
  return question
}

/** The conditions that are not met, as the whole explanation tells them. */
function unmet({ explanation }: DryRun, language: Language): string[] {
  const { sv, en } = CONDITION_WORDS.failed
  return renderExplanation(explanation, language)
    .map((line) => line.trim())
    .filter((line) => line.startsWith(language === 'sv' ? sv : en))
}

/** Seals and submits what was refused, as an altered client would. Returns the gateway's refusal. */
async function sendRegardless({ session }: Person, { plan }: DryRun): Promise<ClientError> {
  const { directory, keys, gateway } = session
  const sealed = sealPlan(plan, directory, keys.signing, Date.now())
  return await refusalOf(gateway.submit(sealed.submission))
}
