import type { ExchangeSources, NamedCounts } from '../../audit/report/build-report.ts'
import { headOf } from '../../protocol/head.ts'
import { parseStatementUnsafe } from '../../protocol/statement.ts'
import type { LocalText } from '../../protocol/statements/local-text.ts'
import { countExchanged, countTakenOver, listSentManifests } from '../../storage/report.ts'
import type { Span } from '../../storage/report.ts'
import { GatewayError } from '../errors.ts'
import type { Gate } from '../gate.ts'

/** How soon somebody took responsibility, in the order in which it is told. */
const NEVER = { 'within-an-hour': 0, 'within-a-day': 0, 'after-a-day': 0, 'not-taken-over': 0 }

/** What an agency exchanged in a span of time. Throws `record-missing` for a manifest that is not the one that was recorded. */
export async function loadExchange(
  gate: Gate,
  agency: string,
  span: Span,
): Promise<ExchangeSources> {
  const exchanged = await countExchanged(gate.db, agency, span)
  const by = (direction: 'sent' | 'received'): NamedCounts => {
    const rows = exchanged.filter((row) => row.direction === direction)
    return name(
      new Map(rows.map(({ other, disclosures }) => [other, disclosures])),
      (other) => gate.directory.find(other)?.root?.payload.name,
    )
  }
  return {
    grounds: await countGrounds(gate, agency, span),
    takenOver: { ...NEVER, ...(await countTakenOver(gate.db, agency, span)) },
    sentTo: by('sent'),
    receivedFrom: by('received'),
  }
}

/** How many disclosures rest on each rule: each is counted once under a rule, however many subjects it was invoked for. */
async function countGrounds(
  { db, policySets }: Gate,
  agency: string,
  span: Span,
): Promise<NamedCounts> {
  const counts = new Map<string, number>()
  for await (const { digest, text } of listSentManifests(db, agency, span)) {
    const manifest = parseStatementUnsafe('manifest', text)
    if (manifest.digest !== digest)
      throw new GatewayError('record-missing', 'a manifest is not the one that was recorded')
    const { grounds } = headOf(manifest.payload).head
    for (const rule of new Set(grounds.map((ground) => ground.rule)))
      counts.set(rule, (counts.get(rule) ?? 0) + 1)
  }
  const rules = new Map(policySets.active.pack.gateways.map((rule) => [rule.id, rule]))
  return name(counts, (id) => {
    const rule = rules.get(id)
    return (
      rule && { sv: `${rule.name.sv} (${rule.citation})`, en: `${rule.name.en} (${rule.citation})` }
    )
  })
}

/** In the order of their ids: one by size would tell of counts that are not told. */
function name(
  counts: ReadonlyMap<string, number>,
  findLabel: (id: string) => LocalText | undefined,
): NamedCounts {
  const sorted = [...counts].toSorted(([a], [b]) => (a < b ? -1 : 1))
  return {
    counts: Object.fromEntries(sorted),
    labels: Object.fromEntries(sorted.map(([id]) => [id, findLabel(id) ?? { sv: id, en: id }])),
  }
}
