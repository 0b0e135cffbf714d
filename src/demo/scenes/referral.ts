import assert from 'node:assert/strict'
import { giveReceipt } from '../../client/disclosure-acts.ts'
import { loadKnown } from '../../client/known-disclosure.ts'
import { statusReplyDraft, supportReferralDraft } from '../drafts.ts'
import type { Story } from '../story.ts'
import { openAndCompare, readReceipts, send, takeOver } from './disclosure.ts'
import type { Disclosure } from './disclosure.ts'

/** The victim said yes to support: the referral goes out in the same case, and an answer comes back. */
export async function playReferral(
  { narrator, klas, ylva }: Story,
  assessment: Disclosure,
): Promise<void> {
  narrator.chapter({ sv: 'Hon har tackat ja till stöd', en: 'She has said yes to support' })
  const referral = await narrator.step(
    {
      sv: 'Klas skickar hennes ja till VINR-mottagningen, med hennes samtycke som rättslig grund. Samtycket måste gälla ändamålet, mottagaren, uppgiftsslaget och dagen, annars skickas inget.',
      en: 'Klas sends her yes to the reception, on the ground of her consent. It must cover the purpose, the receiver, the kind of data and the day, or nothing is sent.',
    },
    async () => {
      const disclosure = await send(klas, supportReferralDraft(Date.now(), assessment.case))
      assert.equal(disclosure.sent.state, 'released')
      assert.equal(disclosure.case, assessment.case)
      return disclosure
    },
  )
  await narrator.step(
    { sv: 'Ylva öppnar och tar över.', en: 'Ylva opens it and takes it over.' },
    async () => {
      await openAndCompare(ylva, referral)
      await takeOver(ylva, referral)
    },
  )
  const reply = await narrator.step(
    {
      sv: 'Hon når Tuvalisa samma dag och svarar: kontakt tagen, ny avstämning om en vecka.',
      en: 'She reaches Tuvalisa the same day and answers: contact made, next check in a week.',
    },
    async () => {
      const thread = { case: referral.case, inReplyTo: referral.id }
      const disclosure = await send(ylva, statusReplyDraft(Date.now(), thread))
      assert.equal(disclosure.sent.state, 'released')
      const { about } = await loadKnown(ylva.session, referral.id)
      await giveReceipt(ylva.session, about, { what: 'answered', answer: disclosure.id })
      return disclosure
    },
  )
  await narrator.step(
    {
      sv: 'Klas öppnar svaret. Förmedlingen är besvarad, inte bara levererad.',
      en: 'Klas opens the answer. The referral is answered, not just delivered.',
    },
    async () => {
      await openAndCompare(klas, reply)
      assert.ok((await readReceipts(klas, referral)).get('answered'))
    },
  )
}
