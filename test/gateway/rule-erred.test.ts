import t from 'tap'
import { Ways } from '../../src/policy/way.ts'
import { publishedWorld } from '../fixtures/gateway.ts'
import { compose } from '../fixtures/world-disclosure.ts'
import { recordsAfter, requestsOf } from '../fixtures/world-requests.ts'

const world = await publishedWorld(t)
const { app, deps, police } = world
const { send } = requestsOf(world)
const { active } = deps.policySets

function fail(): never {
  throw new Error('a fault of ours')
}

/** What the active set would be with a fault in our code: every lock errs. */
const faulty = active.rules.periods.map((period) => {
  const locks = period.locks.map((lock) => ({
    ...lock,
    lies: lock.lies.map((reach) => ({
      ...reach,
      test: { asks: [], answer: fail, lacks: fail, only: null },
    })),
  }))
  return { ...period, locks, ways: new Ways({ ...period, locks }) }
})

function alarms(): Record<string, unknown>[] {
  const lines = world.log().trim().split('\n')
  return lines
    .map((line) => JSON.parse(line) as Record<string, unknown>)
    .filter(({ code }) => code === 'rule-erred')
}

t.test('raises no alarm while every rule can be applied', async (t) => {
  t.equal((await send(compose(world).bytes)).statusCode, 201)
  t.same(alarms(), [])
})

t.test('a rule that errs denies, is recorded by its own code and raises an alarm', async (t) => {
  Object.assign(active.rules, { periods: faulty })
  const before = world.writer.size - 1
  const answer = await send(compose(world).bytes)
  t.match(answer.json(), { status: 403, code: 'rule-erred', decision: { outcome: 'deny' } })
  t.match(await recordsAfter(world, before), [{ ev: 'disclosure.denied', code: 'rule-erred' }])
  const told = { level: 'error', msg: 'a rule of the policy could not be applied' }
  t.match(alarms(), [{ ...told, policySet: active.digest }])
})

t.test('a dry run raises the same alarm', async (t) => {
  const { head } = compose(world)
  const before = alarms().length
  const preview = await app.inject({
    method: 'POST',
    url: '/v1/decisions',
    headers: { authorization: await world.token(police, 'anna') },
    payload: {
      head,
      parts: [
        {
          id: 'p1',
          subject: head.subjects[0]!.id,
          category: 'risk',
          readers: [head.from.function, ...head.to],
        },
      ],
    },
  })
  t.match(preview.json(), { outcome: 'deny' }, preview.body)
  t.equal(alarms().length, before + 1)
})
