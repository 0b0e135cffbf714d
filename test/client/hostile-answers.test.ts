/** Names that every object has are no words of ours: an answer that uses them is refused, or told by its code. */
import t from 'tap'
import { parseExtract } from '../../src/client/extract.ts'
import { parseReport } from '../../src/client/report.ts'
import { sayState, sayUrgency } from '../../src/cli/state-words.ts'
import type { Terminal } from '../../src/cli/terminal.ts'
import { encodeUtf8 } from '../../src/protocol/bytes.ts'
import { digestOf } from '../../src/protocol/sha256.ts'

const INHERITED = ['constructor', 'toString', '__proto__', 'hasOwnProperty']
const invalid = { name: 'ClientError', code: 'answer-invalid' }

t.test('an extract', async (t) => {
  const side = { name: null, bodyType: null }
  const entry = {
    at: '2026-03-02T09:00:00.000Z',
    what: 'disclosed',
    purpose: 'victim-support',
    categories: [],
    from: side,
    to: side,
  }
  for (const name of INHERITED) {
    for (const changes of [{ what: name }, { purpose: name }])
      t.throws(
        () => parseExtract({ entries: [{ ...entry, ...changes }], withheld: [], notRetained: 0 }),
        invalid,
        name,
      )
    const withheld = [{ ground: name, entries: 1 }]
    t.throws(() => parseExtract({ entries: [], withheld, notRetained: 0 }), invalid, name)
  }
})

t.test('a report', async (t) => {
  const named = { of: 'polisen-sydlanda', period: '2026-02' }
  for (const name of INHERITED)
    for (const row of [
      { name, count: 1 },
      { name: 'members', count: name },
    ]) {
      const text = JSON.stringify({ agency: named.of, period: named.period, rows: [row] })
      const answer = { text, digest: digestOf(encodeUtf8(text)) }
      t.throws(() => parseReport(answer, named), invalid, name)
    }
})

t.test('a state and an urgency', async (t) => {
  const terminal = { text: ({ sv }: { readonly sv: string }) => sv } as unknown as Terminal
  for (const name of INHERITED) {
    t.equal(sayState(name, terminal), name)
    t.equal(sayUrgency(name, terminal), name)
  }
})
