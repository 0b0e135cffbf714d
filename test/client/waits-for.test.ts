/** What a message waits for, and who. */
import t from 'tap'
import { dueAt, waitsFor } from '../../src/client/waits-for.ts'
import type { ThreadMessage } from '../../src/client/work.ts'

const AT = '2026-03-02T09:40:00.000Z'
const SOON = '2026-03-02T15:00:00.000Z'
const [FROM, TO, OTHER] = ['polisen/utredning', 'namnden/vinr', 'regionen/akut']
const MESSAGE: ThreadMessage = {
  id: '019cadeb-3980-7f70-97c6-87119a667dde',
  type: 'risk-assessment',
  urgency: 'priority',
  from: { agency: 'polisen', function: FROM },
  to: [TO],
  state: 'released',
  at: AT,
  releasedAt: AT,
  progress: [{ function: TO, delivered: AT }],
}

const CASES: Record<string, readonly [Partial<ThreadMessage>, object[]]> = {
  'a verdict of the deciding function': [
    { state: 'held', decisionFunction: 'polisen/beslut', progress: [] },
    [{ function: 'polisen/beslut', step: 'verdict' }],
  ],
  'a verdict of the sending function if no other decides': [
    { state: 'held', progress: [] },
    [{ function: FROM, step: 'verdict' }],
  ],
  'somebody to take it over': [{}, [{ function: TO, step: 'take-over' }]],
  'somebody to take it over in time': [
    { respondBy: SOON },
    [{ function: TO, step: 'take-over', by: SOON }],
  ],
  'somebody to take over what is acute within ten minutes': [
    { urgency: 'acute', respondBy: SOON },
    [{ function: TO, step: 'take-over', by: '2026-03-02T09:50:00.000Z' }],
  ],
  'an answer, if one was asked for': [
    { respondBy: SOON, progress: [{ function: TO, takenOver: AT }] },
    [{ function: TO, step: 'answer', by: SOON }],
  ],
  'an answer, if one was asked for, although it is registered': [
    { respondBy: SOON, progress: [{ function: TO, registered: AT }] },
    [{ function: TO, step: 'answer', by: SOON }],
  ],
  'nothing, once it is answered and registered': [
    { respondBy: SOON, progress: [{ function: TO, answered: AT, registered: AT }] },
    [],
  ],
  'registering, once it is taken over and no answer is asked for': [
    { progress: [{ function: TO, takenOver: AT }] },
    [{ function: TO, step: 'registration' }],
  ],
  'registering, once it is answered': [
    { respondBy: SOON, progress: [{ function: TO, takenOver: AT, answered: AT }] },
    [{ function: TO, step: 'registration' }],
  ],
  'each receiver by itself': [
    { progress: [{ function: TO, registered: AT }, { function: OTHER }] },
    [{ function: OTHER, step: 'take-over' }],
  ],
  'nothing, once it is registered': [{ progress: [{ function: TO, registered: AT }] }, []],
  'nothing, once it is corrected': [{ correctedBy: MESSAGE.id }, []],
  'nothing, once it is refused': [{ state: 'refused', progress: [] }, []],
  'nothing, once it is recalled': [{ state: 'recalled' }, []],
}
for (const [what, [changes, expected]] of Object.entries(CASES)) {
  t.test(`a message waits for ${what}`, async (t) => {
    t.same(waitsFor({ ...MESSAGE, ...changes }), expected)
  })
}

t.test('an earlier answer than the acute ten minutes is due first', async (t) => {
  const respondBy = '2026-03-02T09:45:00.000Z'
  t.equal(dueAt({ ...MESSAGE, urgency: 'acute', respondBy }), respondBy)
})
