/** What takes the place of a message is read by nobody who might not read that one, and asks anew what its words tell. */
import t from 'tap'
import { sheetOfSent } from '../../../src/client/writing/sheet-of-sent.ts'
import {
  handoverOf,
  openAsBoard,
  REFERRAL_TYPE,
  sentReferral,
} from '../../fixtures/sent-disclosure.ts'

const opened = openAsBoard(handoverOf(sentReferral()))
const [receiver] = opened.head.to

t.test('a part that was not sealed to a receiver is not sealed to it now either', async (t) => {
  const head = { ...opened.head, to: [receiver!, 'regionen-annanstans/akuten'] }
  const { readers } = sheetOfSent({ ...opened, head }, REFERRAL_TYPE, 'corrects')
  t.ok(readers.length > 3)
  for (const { to } of readers) t.same(to, [receiver])
  t.notOk(readers.some(({ category }) => category === 'motive'))
  t.same(sheetOfSent(opened, REFERRAL_TYPE, 'corrects').readers, [], 'all parts went to all')
})

t.test('whether the text tells where somebody is must be answered anew', async (t) => {
  const facts = { ...opened.head.facts, togetherRevealPlace: false }
  const sheet = sheetOfSent(
    { ...opened, head: { ...opened.head, facts } },
    REFERRAL_TYPE,
    'corrects',
  )
  t.notOk('togetherRevealPlace' in sheet.facts)
})
