import { findMissingExamples, LAW_EXAMPLES } from '../../policy/proving/law-examples.ts'
import { runTables } from '../../policy/proving/run-tables.ts'
import type { Failure, TableReport } from '../../policy/proving/run-tables.ts'
import type { Command } from '../command.ts'
import { CliError } from '../errors.ts'
import { EXIT } from '../exit-code.ts'
import { POLICIES_OPTION, readPolicyFolder } from '../policy-folder.ts'
import type { Terminal } from '../terminal.ts'

/** `sluss policy test`: every row of every decision table, held against what the rules give. */
export const policyTest: Command = {
  name: 'policy test',
  summary: {
    sv: 'pröva regelverket mot sina beslutstabeller',
    en: 'test the rules against their decision tables',
  },
  positionals: [],
  options: {
    ...POLICIES_OPTION,
    rule: {
      value: 'ID',
      multiple: true,
      text: { sv: 'bara dessa reglers tabeller', en: 'only the tables of these rules' },
    },
  },
  examples: ['sluss policy test', 'sluss policy test --rule osl-10-18c --policies ./policies'],
  async run(args, { terminal }) {
    const { set, tables } = await readPolicyFolder(args)
    const rules = args.list('rule')
    const chosen = rules.length === 0 ? tables : new Map(rules.flatMap((id) => named(id, tables)))
    const report = runTables(set, chosen)
    const missing = rules.length === 0 ? findMissingExamples(tables.values()) : []
    const { cases, failures } = report
    terminal.result(
      {
        policySet: set.digest,
        tables: report.tables,
        cases,
        failures,
        examples: { wanted: LAW_EXAMPLES.length, missing },
      },
      describeReport(report, missing, terminal),
    )
    return failures.length === 0 && missing.length === 0 ? EXIT.done : EXIT.unverified
  },
}

/** The tables of a rule, whatever folder it is in. */
function named<T>(id: string, tables: ReadonlyMap<string, T>): readonly [string, T][] {
  const found = [...tables].filter(([file]) => file.endsWith(`/${id}.cases.json`))
  if (found.length === 0) throw new CliError('usage', `--rule ${id}`)
  return found
}

function describeReport(
  { tables, cases, failures }: TableReport,
  missing: readonly string[],
  terminal: Terminal,
): string[] {
  const width = Math.max(...tables.map(({ file }) => file.length - '.cases.json'.length))
  const failed = terminal.text({ sv: 'FEL', en: 'WRONG' })
  const lines = tables.map(({ file, cases, failed: wrong }) => {
    const name = file.slice(0, -'.cases.json'.length).padEnd(width)
    return `${name}  ${String(cases).padStart(4)}${wrong === 0 ? '' : `  ${wrong} ${failed}`}`
  })
  const total = { sv: 'rader, varav fel', en: 'rows, of which wrong' }
  const examples = { sv: 'exempel i rättsutredningen', en: 'examples of the legal research' }
  const held = LAW_EXAMPLES.length - missing.length
  return [
    ...lines,
    ...failures.flatMap((failure) => ['', ...describeFailed(failure, terminal)]),
    '',
    `${cases} ${terminal.text(total)}: ${failures.length}`,
    `${held} / ${LAW_EXAMPLES.length} ${terminal.text(examples)}`,
    ...(missing.length === 0
      ? []
      : [`${terminal.text({ sv: 'saknas', en: 'missing' })}: ${missing.join(' ')}`]),
  ]
}

function describeFailed({ file, id, text, differences }: Failure, terminal: Terminal): string[] {
  const [expected, given] = [
    terminal.text({ sv: 'väntat', en: 'expected' }),
    terminal.text({ sv: 'gavs', en: 'given' }),
  ]
  return [
    `${file} ${id}: ${text}`,
    ...differences.map(
      (one) => `  ${one.member}: ${expected} ${show(one.expected)}, ${given} ${show(one.given)}`,
    ),
  ]
}

function show(value: unknown): string {
  return value === undefined ? '–' : JSON.stringify(value)
}
