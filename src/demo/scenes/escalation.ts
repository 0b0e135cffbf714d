import assert from 'node:assert/strict'
import { listBox } from '../../cli/commands/inbox.ts'
import { countersignHeld } from '../../client/countersign-acts.ts'
import { openHeld } from '../../client/disclosure-acts.ts'
import { replyAfterWeighingDraft } from '../drafts.ts'
import type { Story } from '../story.ts'
import { assertUnknown, openAndCompare, send } from './disclosure.ts'
import type { Disclosure } from './disclosure.ts'

/** Disputed law: the disclosure is held until a second person, who may decide, has read it and signed. */
export async function playEscalation(
  { narrator, klas, ylva, rut }: Story,
  question: Disclosure,
): Promise<Disclosure> {
  narrator.chapter({ sv: 'När rättsläget är oklart', en: 'When the law is unclear' })
  const answer = await narrator.step(
    {
      sv: 'Ylva väger intressena enligt 10 kap. 15 a § OSL i stället. Jurister är inte överens om ifall socialtjänsten får använda den paragrafen. Utlämnandet får vänta på medunderskrift.',
      en: 'Ylva weighs the interests under OSL 10:15 a instead. Lawyers do not agree whether social services may use that section. The disclosure has to wait for a countersignature.',
    },
    async () => {
      const thread = { case: question.case, inReplyTo: question.id }
      const disclosure = await send(ylva, replyAfterWeighingDraft(Date.now(), thread))
      assert.equal(disclosure.sent.composed.decision.outcome, 'escalate')
      assert.equal(disclosure.sent.state, 'held')
      assert.deepEqual(disclosure.sent.needs, ['approve'])
      return disclosure
    },
  )
  await narrator.step({ sv: 'Klas ser ingenting av det.', en: 'Klas sees nothing of it.' }, () =>
    assertUnknown(klas, answer.id),
  )
  const held = await narrator.step(
    {
      sv: 'Rut Demolin, som får besluta, läser innehållet och Ylvas förseglade motivering.',
      en: 'Rut Demolin, who may decide, reads the content and Ylva’s sealed reasons.',
    },
    async () => {
      const items = await listBox(rut.session, rut.function, 'held')
      assert.ok(items.some((item) => item['id'] === answer.id))
      const found = await openHeld(rut.session, answer.id)
      assert.deepEqual(found.differences, [])
      assert.equal(found.motives.size, 1)
      return found
    },
  )
  narrator.quote([...held.motives.values()])
  await narrator.step(
    {
      sv: 'Hon ger sin medunderskrift, som gäller just detta innehåll och just detta beslut. Lagen prövas en gång till, och utlämnandet släpps.',
      en: 'She gives her countersignature, over this very content and this very decision. The law is asked once more, and the disclosure is released.',
    },
    async () => {
      const { state } = await countersignHeld(rut.session, held, 'approve')
      assert.equal(state, 'released')
    },
  )
  await narrator.step(
    {
      sv: 'Klas öppnar svaret. Motiveringen får han inte. Den stannar hos socialnämnden.',
      en: 'Klas opens the answer. He does not get the reasons. They stay with the social board.',
    },
    () => openAndCompare(klas, answer),
  )
  return answer
}
