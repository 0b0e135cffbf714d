import fc from 'fast-check'
import t from 'tap'
import type { Sequencer } from '../../src/audit/sequencer.ts'
import type { WriteItem } from '../../src/audit/write-item.ts'
import { BOARD, POLICE, testSealingKey, testUuid } from '../fixtures/agency.ts'
import { checkLog } from '../fixtures/check-log.ts'
import { testDatabase } from '../fixtures/database.ts'
import { LOG_VERIFIER, startSequencer } from '../fixtures/log.ts'
import {
  countersignatureItem,
  disclosureItem,
  openItem,
  receiptItem,
  setUpItems,
  withdrawalItem,
} from '../fixtures/write-items.ts'

const [{ db, ownerDb }, other] = await Promise.all([testDatabase(t), testDatabase(t)])
const together = await startSequencer(db)
const oneByOne = await startSequencer(other.db, { batchLimit: 1 })
for (const log of [together, oneByOne])
  await Promise.all(setUpItems().map((item) => log.append(item)))

/** A few disclosures that meet each other: four ids, two cases, replies and corrections among them. */
const number = fc.integer({ min: 0, max: 3 })
const disclosure = fc.record({
  number,
  case: fc.integer({ min: 0, max: 1 }),
  isBoards: fc.boolean(),
  outcome: fc.constantFrom('released', 'released', 'held', 'denied'),
  isRetired: fc.integer({ min: 0, max: 9 }).map((n) => n === 0),
  inReplyTo: fc.option(number, { freq: 4 }),
  corrects: fc.option(number, { freq: 4 }),
})
const act = fc.record({
  act: fc.constantFrom('open', 'taken-over', 'answered', 'withdraw', 'approve', 'event'),
  number,
  answer: number,
})
const script = fc.array(fc.oneof({ weight: 3, arbitrary: disclosure }, act), {
  minLength: 2,
  maxLength: 12,
})

type Step = typeof script extends fc.Arbitrary<(infer S)[]> ? S : never

/** The items of a script; `run` keeps its ids and cases apart from those of other runs. */
function itemsOf(steps: readonly Step[], run: number): WriteItem[] {
  const idOf = (n: number) => testUuid(0x10_000 + run * 4 + n)
  const caseOf = (n: number) => `${(run * 2 + n).toString(16).toUpperCase().padStart(4, '0')}-0000`
  return steps.map((step): WriteItem => {
    if ('act' in step) return actOf(step, disclosureItem(run * 4 + step.number), idOf(step.answer))
    return disclosureItem(run * 4 + step.number, {
      outcome: step.outcome,
      from: step.isBoards ? BOARD : POLICE,
      head: {
        case: caseOf(step.case),
        ...(isOther(step.inReplyTo, step.number) && { inReplyTo: idOf(step.inReplyTo) }),
        ...(isOther(step.corrects, step.number) && { corrects: idOf(step.corrects) }),
      },
      ...(step.isRetired && { kid: testSealingKey(77).kid }),
    })
  })
}

/** A disclosure that names itself is no valid one. */
function isOther(named: number | null, own: number): named is number {
  return named !== null && named !== own
}

function actOf(
  step: Extract<Step, { act: string }>,
  about: ReturnType<typeof disclosureItem>,
  answer: string,
): WriteItem {
  switch (step.act) {
    case 'open':
      return openItem(about)
    case 'taken-over':
      return receiptItem(about, 'taken-over')
    case 'answered':
      return receiptItem(about, 'answered', { answer })
    case 'withdraw':
      return withdrawalItem(about)
    case 'approve':
      return countersignatureItem(about)
    default:
      return { kind: 'event', event: 'requests.refused', agency: null, actor: null, counts: {} }
  }
}

async function codesOf(log: Sequencer, items: readonly WriteItem[]): Promise<string[]> {
  const results = await Promise.allSettled(items.map((item) => log.append(item)))
  return results.map((result) => (result.status === 'fulfilled' ? 'ok' : result.reason.code))
}

t.test('items of one batch get the verdicts and the facts that they get one by one', async (t) => {
  let run = 0
  const seen = new Set<string>()
  await fc.assert(
    fc.asyncProperty(script, async (steps) => {
      const items = itemsOf(steps, run++)
      const codes = await codesOf(together, items)
      t.strictSame(codes, await codesOf(oneByOne, items))
      for (const code of codes) seen.add(code)
    }),
    // Drawn from one seed, since the draws must meet each of the codes below.
    { numRuns: 60, seed: 4 },
  )
  t.ok(['ok', 'id-spent', 'case-exists', 'case-unknown', 'key-retired'].every((c) => seen.has(c)))
  t.strictSame(await factsOf(ownerDb), await factsOf(other.ownerDb))
  for (const one of [ownerDb, other.ownerDb]) await checkLog(one, LOG_VERIFIER)
})

/** What is known of disclosures, without where and when it was recorded. */
async function factsOf(owner: typeof ownerDb): Promise<unknown[]> {
  const tables = [
    'disclosure',
    'party',
    'reader',
    'release',
    'delivery',
    'case_participant',
    'receipt',
  ]
  return Promise.all(
    tables.map(async (table) => {
      const rows = await owner.unsafe<{ fact: string }[]>(
        `select (to_jsonb(f) - 'recorded')::text as fact from facts.${table} f order by 1`,
      )
      return [table, rows.map(({ fact }) => fact)]
    }),
  )
}
