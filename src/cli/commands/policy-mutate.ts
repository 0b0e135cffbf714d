import { availableParallelism } from 'node:os'
import { listMutants } from '../../policy/proving/mutants.ts'
import type { Mutant } from '../../policy/proving/mutants.ts'
import { reportMutations } from '../../policy/proving/mutation-report.ts'
import type { MutationReport } from '../../policy/proving/mutation-report.ts'
import { drawSample } from '../../policy/proving/sample.ts'
import { parseSurvivors } from '../../policy/proving/survivors.ts'
import { runTables } from '../../policy/proving/run-tables.ts'
import { OPERATORS } from '../../policy/proving/variant.ts'
import type { Arguments } from '../arguments.ts'
import type { Command } from '../command.ts'
import { CliError } from '../errors.ts'
import { EXIT } from '../exit-code.ts'
import { POLICIES_OPTION, readPolicyFolder } from '../policy-folder.ts'
import type { Terminal } from '../terminal.ts'
import { tryMutants } from '../try-mutants.ts'

/** `sluss policy mutate`: whether the decision tables notice every slip in the rules. */
export const policyMutate: Command = {
  name: 'policy mutate',
  summary: {
    sv: 'ändra regelverket på ett ställe i taget: märker tabellerna det?',
    en: 'change the rules in one place at a time: do the tables notice?',
  },
  positionals: [],
  options: {
    ...POLICIES_OPTION,
    rule: {
      value: 'ID',
      multiple: true,
      text: { sv: 'bara dessa regler', en: 'only these rules' },
    },
    sample: {
      value: 'N',
      text: { sv: 'bara så många, dragna ur alla', en: 'only so many, drawn from all' },
    },
    seed: {
      value: 'N',
      text: { sv: 'samma urval som förra gången', en: 'the same sample as last time' },
    },
    threads: {
      value: 'N',
      text: { sv: 'trådar (annars hälften av kärnorna)', en: 'threads (otherwise half the cores)' },
    },
  },
  examples: [
    'sluss policy mutate',
    'sluss policy mutate --rule osl-10-18c',
    'sluss policy mutate --sample 500 --seed 4711',
  ],
  async run(args, { terminal, clock }) {
    const { files, set, tables } = await readPolicyFolder(args)
    const failed = runTables(set, tables).failures
    const mutants = listMutants(set.pack)
    const seed = args.count('seed', 1 + (clock() % 999_999))
    const chosen = choose(mutants, args, seed)
    const known = parseSurvivors(files)
    const threads = args.count('threads', Math.max(1, availableParallelism() >> 1))
    const tried = await terminal.progress(
      { sv: `Prövar ${chosen.length} ändringar`, en: `Trying ${chosen.length} changes` },
      () => tryMutants(files, chosen, threads),
    )
    const report = reportMutations(mutants, tried, known)
    const sample = args.optional('sample') === undefined ? null : { seed }
    terminal.result(
      { policySet: set.digest, ...report, ...namesOf(report), sample, failing: failed.length },
      describeReport(report, terminal),
    )
    if (sample !== null) terminal.note({ sv: `Urvalets frö: ${seed}`, en: `Seed: ${seed}` })
    if (failed.length > 0)
      terminal.warn({
        sv: `${failed.length} rader stämmer inte ens med regelverket som det är, och räknas inte. Kör ”sluss policy test”.`,
        en: `${failed.length} rows do not even agree with the rules as they are, and do not count. Run “sluss policy test”.`,
      })
    const isProven = report.survivors.length + report.stale.length + failed.length === 0
    return isProven ? EXIT.done : EXIT.unverified
  },
}

function choose(mutants: readonly Mutant[], args: Arguments, seed: number): readonly Mutant[] {
  const rules = args.list('rule')
  const unknown = rules.find((id) => !mutants.some(({ rule }) => rule === id))
  if (unknown !== undefined) throw new CliError('usage', `--rule ${unknown}`)
  const among = rules.length === 0 ? mutants : mutants.filter(({ rule }) => rules.includes(rule))
  return drawSample(among, args.count('sample', among.length), seed)
}

/** Mutants are told by what they are, not by the whole pack that they make. */
function namesOf({ survivors, equivalent }: MutationReport) {
  const tell = ({ id, rule, version, operator, detail }: Mutant) => ({
    id,
    rule,
    version,
    operator,
    detail,
  })
  return { survivors: survivors.map(tell), equivalent: equivalent.map(tell) }
}

function describeReport(report: MutationReport, terminal: Terminal): string[] {
  const { mutants, tried, killed, refused, equivalent, survivors, stale } = report
  const say = (sv: string, en: string): string => terminal.text({ sv, en })
  const byRule = [...survivors].sort((a, b) => (a.id < b.id ? -1 : 1))
  return [
    ...byRule.map(
      ({ id, operator }) =>
        `${say('obemärkt', 'unnoticed')}  ${id}  (${terminal.text(OPERATORS[operator])})`,
    ),
    ...stale.map((id) => `${say('inaktuell i survivors.json', 'stale in survivors.json')}  ${id}`),
    ...(byRule.length + stale.length === 0 ? [] : ['']),
    `${say('ändringar', 'changes')}: ${mutants}, ${say('prövade', 'tried')}: ${tried}`,
    `${say('märkta av en rad', 'noticed by a row')}: ${killed} / ${tried - refused}`,
    `${say('laddas inte, eller granskningen ser dem', 'do not load, or lint sees them')}: ${refused}`,
    `${say('ändrar inget beslut (känt)', 'change no decision (known)')}: ${equivalent.length}`,
    `${say('obemärkta', 'unnoticed')}: ${survivors.length}`,
  ]
}
