import { renderExplanation, renderRecord } from '../../policy/explaining/render-explanation.ts'
import { PolicyError } from '../../policy/errors.ts'
import { encodeTime } from '../../protocol/time.ts'
import type { Arguments } from '../arguments.ts'
import type { Command } from '../command.ts'
import type { Context } from '../context.ts'
import { CliError } from '../errors.ts'
import { EXIT } from '../exit-code.ts'
import { explainCases, explainFile } from '../explain-source.ts'
import type { Explained } from '../explain-source.ts'
import { describeFailure } from '../failure.ts'
import { POLICIES_OPTION, readPolicyFolder } from '../policy-folder.ts'
import type { Terminal } from '../terminal.ts'

/** `sluss policy explain`: what the law says about something, and why, without keys or gateway. */
export const policyExplain: Command = {
  name: 'policy explain',
  summary: {
    sv: 'förklara vad lagen säger: ett underlag, en situation, en rad i en beslutstabell eller en bevisfil',
    en: 'explain what the law says: a draft, a situation, a row of a decision table or an evidence bundle',
  },
  positionals: ['[FIL]'],
  options: {
    ...POLICIES_OPTION,
    case: {
      value: 'ID',
      text: {
        sv: 'raden med detta id, eller REGEL/ID, i en beslutstabell',
        en: 'the row with this id, or RULE/ID, of a decision table',
      },
    },
    law: {
      value: 'N',
      text: {
        sv: 'rättsutredningens exempelbeslut med detta nummer',
        en: 'the example decision of the legal research with this number',
      },
    },
    from: {
      value: 'VERKSAMHETSTYP',
      text: { sv: 'underlagets avsändare, som police', en: 'the draft’s sender, as police' },
    },
    to: {
      value: '[FUNKTION=]VERKSAMHETSTYP',
      multiple: true,
      text: {
        sv: 'underlagets mottagare, som social-board',
        en: 'the draft’s receivers, as social-board',
      },
    },
  },
  examples: [
    'sluss policy explain --law 7b',
    'sluss policy explain --case osl-10-18c/2025-all-met --json',
    'sluss policy explain riskbedomning.json --from police --to social-board',
    'sluss policy explain bevis.sluss --lang en',
  ],
  async run(args, context) {
    const found = await explainAsked(args, context)
    context.terminal.result({ explained: found.map(toJson) }, describe(found, context))
    if (found.some(({ source }) => source.kind === 'evidence')) {
      context.terminal.note({
        sv: 'Bevisfilen är läst men inte kontrollerad. ”sluss verify” kontrollerar den.',
        en: 'The bundle was read but not verified. “sluss verify” verifies it.',
      })
    }
    return EXIT.done
  },
}

async function explainAsked(args: Arguments, { clock }: Context): Promise<readonly Explained[]> {
  const file = args.optionalPositional('FIL')
  const [id, law] = [args.optional('case'), args.optional('law')]
  const asked = [file, id, law].filter((word) => word !== undefined)
  if (asked.length !== 1) throw new CliError('usage', 'FIL | --case | --law')
  const { set, tables } = await readPolicyFolder(args)
  if (file !== undefined) return [await explainFile(file, set, args, clock())]
  const found = explainCases(set, tables, (item, path) =>
    law === undefined
      ? item.id === id ||
        (path.endsWith(`${id!.replace(/\/[^/]*$/, '')}.cases.json`) && id!.endsWith(`/${item.id}`))
      : item.law === law,
  )
  if (found.length === 0)
    throw new CliError('usage', law === undefined ? `--case ${id}` : `--law ${law}`)
  return found
}

function toJson({ source, result }: Explained) {
  if (!(result instanceof PolicyError)) return { source, explanation: result }
  const { code, place } = result
  return {
    source,
    error: { code, ...(place.reason === undefined ? {} : { reason: place.reason }) },
  }
}

function describe(found: readonly Explained[], context: Context): string[] {
  return found.flatMap(({ source, result }, i) => [
    ...(i === 0 ? [] : ['', '']),
    ...(source.text === undefined ? [] : [`${source.name}: ${source.text}`, '']),
    ...describeOne(source.kind, result, context),
  ])
}

function describeOne(
  kind: Explained['source']['kind'],
  result: Explained['result'],
  { terminal, clock }: Context,
): string[] {
  if (result instanceof PolicyError) return describeRefusal(result, terminal)
  return kind === 'evidence'
    ? renderRecord(result, terminal.language, encodeTime(clock()))
    : renderExplanation(result, terminal.language)
}

/** A request that cannot be judged: what is wrong, and what to do. */
function describeRefusal(error: PolicyError, terminal: Terminal): string[] {
  const { code, what, action } = describeFailure(error)
  return [`${terminal.text(what)} [${code}]`, terminal.text(action)]
}
