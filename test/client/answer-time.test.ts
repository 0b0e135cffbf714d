import t from 'tap'
import { answerTime } from '../../src/client/answer-time.ts'
import { EXAMPLES } from '../fixtures/example-documents.ts'
import { messageType } from '../fixtures/message-types.ts'

const type = messageType('child-concern')
const document = EXAMPLES['child-concern']!
const at = (now: string) => answerTime(type, document, Date.parse(now))

t.test('a report of concern that asks for feedback is answered in three weeks', async (t) => {
  // Monday 2 March: the board decides by the 16th, and answers by the 23rd.
  t.equal(at('2026-03-02T09:05:00.000Z'), '2026-03-23T22:59:00.000Z')
})

t.test(
  'its last day ends when it does in Sweden, also across a change of the clocks',
  async (t) => {
    t.equal(at('2026-03-15T12:00:00.000Z'), '2026-04-05T21:59:00.000Z')
    t.equal(at('2026-03-02T23:30:00.000Z'), '2026-03-24T22:59:00.000Z', 'it was the 3rd already')
  },
)

t.test('one that asks for none has no time', async (t) => {
  const silent = { ...document, feedback: { wanted: 'no' } }
  t.equal(answerTime(type, silent, 0), undefined)
})

t.test('nor has a message whose type says nothing of it', async (t) => {
  t.equal(answerTime(messageType('risk-assessment'), EXAMPLES['risk-assessment']!, 0), undefined)
})
