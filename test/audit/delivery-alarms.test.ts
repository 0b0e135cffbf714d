import t from 'tap'
import {
  findOverdueAlarms,
  findTrialAlarms,
  findVolumeAlarms,
  findWaitingAlarms,
} from '../../src/audit/reconcile/delivery-alarms.ts'
import type { WaitingMessage } from '../../src/audit/reconcile/delivery-alarms.ts'
import { encodeTime } from '../../src/protocol/time.ts'

const NOW = Date.parse('2026-10-26T12:00:00.000Z')
const HOUR = 3_600_000
const ago = (hours: number) => encodeTime(NOW - hours * HOUR)
const PAIR = { from: 'polisen/utredning', to: 'namnden/mottagning' }

function message(changes: Partial<WaitingMessage> = {}): WaitingMessage {
  return {
    urgency: 'normal',
    ...PAIR,
    kid: 'k',
    releasedAt: ago(2),
    openedAt: null,
    isReceipted: true,
    ...changes,
  }
}

const codes = (waiting: readonly WaitingMessage[], canOpen = true) =>
  findWaitingAlarms(waiting, () => canOpen, NOW).map(({ code }) => code)

t.test('what nobody can open is an alarm at once, and counted for its pair', async (t) => {
  const six = Array.from({ length: 6 }, (_, i) => message({ releasedAt: ago(i / 10) }))
  t.same(
    findWaitingAlarms(six, () => false, NOW),
    [{ code: 'nobody-can-open', ...PAIR, messages: 6, oldest: ago(0.5) }],
  )
  t.same(codes(six), [])
})

t.test('what lies unopened is one by its urgency, within the day', async (t) => {
  t.same(codes([message({ releasedAt: ago(23.9) })]), [])
  t.same(codes([message({ releasedAt: ago(24.1) })]), ['unopened'])
  t.same(codes([message({ urgency: 'priority', releasedAt: ago(8.1) })]), ['unopened'])
  t.same(codes([message({ urgency: 'acute', releasedAt: ago(0.9) })]), [])
  t.same(codes([message({ urgency: 'acute', releasedAt: ago(1.1) })]), ['unopened'])
})

t.test('opened is not taken over: that too has its time', async (t) => {
  t.same(codes([message({ releasedAt: ago(40), openedAt: ago(1) })]), [])
  t.same(codes([message({ releasedAt: ago(40), openedAt: ago(25) })], false), ['not-taken-over'])
})

t.test('answers that do not come in time are counted for their pair', async (t) => {
  t.same(findOverdueAlarms([]), [])
  const late = [ago(600), ago(504)].map((releasedAt) => ({ ...PAIR, releasedAt }))
  t.same(findOverdueAlarms(late), [
    { code: 'answer-overdue', ...PAIR, messages: 2, oldest: ago(600) },
  ])
})

t.test('a missing receipt of delivery comes before all else', async (t) => {
  t.same(codes([message({ isReceipted: false })], false), ['receipt-missing'])
})

t.test('alarms are for each pair and reason', async (t) => {
  const other = { to: 'namnden/jour' }
  t.same(
    findWaitingAlarms(
      [message(), message(other), message({ openedAt: ago(30) })],
      (to) => to !== other.to,
      NOW,
    ).map(({ code, to }) => [code, to]),
    [
      ['nobody-can-open', other.to],
      ['not-taken-over', PAIR.to],
    ],
  )
})

t.test('a volume that falls beyond chance is an alarm', async (t) => {
  const falls = (...counts: readonly number[]) =>
    findVolumeAlarms([{ ...PAIR, counts }]).map(({ messages }) => messages)
  t.same(falls(6, 5, 7, 6, 6, 6, 6, 6, 0), [0])
  t.same(falls(20, 20, 20, 20, 20, 20, 20, 20, 8), [8])
  t.same(falls(20, 20, 20, 20, 20, 20, 20, 20, 12), [], 'as may happen')
  t.same(falls(2, 2, 2, 2, 2, 2, 2, 2, 0), [], 'few messages: a week without is no wonder')
  t.same(falls(0, 0, 0, 0, 0, 0, 40, 40, 0), [], 'the pair is new')
  t.same(falls(6, 6, 6, 6, 6, 6, 6, 6, 9), [])
  t.same(falls(0, 0, 0, 0, 0), [])
})

t.test('a trial message that does not come is one after a day and two hours', async (t) => {
  t.same(findTrialAlarms([{ ...PAIR, at: ago(25.9) }], NOW), [])
  t.same(findTrialAlarms([{ ...PAIR, at: ago(26.1) }], NOW), [
    { code: 'trial-missing', ...PAIR, messages: 0, oldest: ago(26.1) },
  ])
})
