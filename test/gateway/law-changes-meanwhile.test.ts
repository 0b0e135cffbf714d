/** Between the decision and its record the rules may change: what is recorded was decided by those that hold then. */
import t from 'tap'
import { buildApp } from '../../src/gateway/app.ts'
import { openPolicySets } from '../../src/gateway/policy-sets.ts'
import { buildPolicySet } from '../../src/policy/pack.ts'
import { publishedWorld } from '../fixtures/gateway.ts'
import { adopt } from '../fixtures/policy-change.ts'
import { compose } from '../fixtures/world-disclosure.ts'

const world = await publishedWorld(t)
const { deps, nodeKey, active, police } = world

/** A replica that hears of other rules only when the log refuses what it decided by the old ones. */
async function lateReplica() {
  const { db, writer, clock, log } = deps
  const known = await openPolicySets({ db, writer, nodeKey, shipped: active, clock, log })
  let refusals = 0
  const policySets = Object.create(known, {
    activateDue: { value: async () => {} },
    refresh: { value: async () => void (refusals > 0 && (await known.refresh())) },
  }) as typeof known
  const app = await buildApp({
    ...deps,
    policySets,
    writer: {
      append: (item) =>
        writer.append(item).catch((error: { code: string }) => {
          if (error.code === 'policy-set-changed') refusals++
          throw error
        }),
    },
  })
  t.teardown(() => app.close())
  return { app, refusals: () => refusals }
}

async function send({ app }: Awaited<ReturnType<typeof lateReplica>>, bytes: Uint8Array) {
  const headers = {
    authorization: await world.token(police, 'anna'),
    'content-type': 'application/cbor',
  }
  const payload = Buffer.from(bytes)
  return app.inject({ method: 'POST', url: '/v1/disclosures', headers, payload })
}

/** The pack without what opens the police's secrecy by consent. */
function stricter() {
  const pack = structuredClone(active.pack)
  const [wording] = pack.gateways.find(({ id }) => id === 'osl-12-2')!.versions
  Object.assign(wording!, { opens: wording!.opens.filter((lock) => lock !== 'osl-35-1') })
  return buildPolicySet(pack)
}

t.test('a permit by rules that no longer hold is not recorded: it is decided again', async (t) => {
  const late = await lateReplica()
  const next = stricter()
  const before = { ...world, now: world.now + 3_600_000 }
  await adopt(world, next)
  const answer = await send(late, compose({ ...before, active }).bytes)
  t.equal(late.refusals(), 1)
  t.match(answer.json(), {
    code: 'policy-denied',
    decision: { outcome: 'deny', policySet: next.digest },
  })
  const again = await send(late, compose({ ...world, active: next, now: world.now }).bytes)
  t.match(again.json(), { code: 'policy-denied' })
  t.equal(late.refusals(), 1, 'once is enough')
})
