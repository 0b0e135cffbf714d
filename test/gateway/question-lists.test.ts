import t from 'tap'
import { QuestionLists } from '../../src/gateway/question-lists.ts'
import type { QuestionChoice } from '../../src/gateway/question-lists.ts'
import { readMessageTypes } from '../../src/gateway/load-files.ts'
import { readPolicySet } from '../fixtures/policy-files.ts'

const set = readPolicySet()
const type = (await readMessageTypes('schemas/messages')).get('risk-assessment')!
const choice = {
  day: '2026-03-02',
  sender: 'police',
  receiver: 'social-board',
  purpose: 'protection',
  servesFearedPerpetrator: false,
} as unknown as QuestionChoice

t.test('what several ask at once is worked out once', async (t) => {
  const lists = new QuestionLists()
  const [first, second] = await Promise.all([0, 1].map(() => lists.find(set, type, choice)))
  t.equal(first, second)
})

t.test('lists are worked out one after the other, as asked for', async (t) => {
  const lists = new QuestionLists()
  const done: number[] = []
  // The first takes longest: it is about all persons.
  const choices = [
    choice,
    { ...choice, about: ['child'] },
    { ...choice, about: ['victim'] },
  ] as const
  await Promise.all(
    choices.map(async (asked, nr) => {
      await lists.find(set, type, asked)
      done.push(nr)
    }),
  )
  t.same(done, [0, 1, 2])
})

t.test('one that cannot be worked out keeps nobody else waiting', async (t) => {
  const lists = new QuestionLists()
  const broken = { ...set, rules: undefined } as never
  const fails = lists.find(broken, type, choice)
  await t.rejects(fails)
  t.ok(await lists.find(set, type, choice))
})
