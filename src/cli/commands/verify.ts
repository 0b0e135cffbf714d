import type { Explanation } from '../../policy/explaining/explanation.ts'
import { renderRecord } from '../../policy/explaining/render-explanation.ts'
import { parseDigest } from '../../protocol/sha256.ts'
import { parseUtf8 } from '../../protocol/bytes.ts'
import { parseLogPolicy } from '../../protocol/tlog/policy.ts'
import { encodeTime } from '../../protocol/time.ts'
import type { Check } from '../../client/check-list.ts'
import type { GatewayKeys } from '../../client/gateway-keys.ts'
import { verifyEvidence } from '../../client/verify-evidence.ts'
import type { EvidenceTrust } from '../../client/verify-evidence.ts'
import type { LocalText } from '../../protocol/statements/local-text.ts'
import type { AgencySettings } from '../agency-folder.ts'
import type { Arguments } from '../arguments.ts'
import { CHECK_TEXTS } from '../check-texts.ts'
import type { Command } from '../command.ts'
import { FOLDER_OPTION } from '../command.ts'
import type { Context } from '../context.ts'
import { CliError } from '../errors.ts'
import { EXIT } from '../exit-code.ts'
import { readInput } from '../input-file.ts'
import type { Terminal } from '../terminal.ts'
import { openFolder } from '../working-folder.ts'

/** `sluss verify`: checks an evidence bundle without any network. */
export const verify: Command = {
  name: 'verify',
  summary: {
    sv: 'kontrollera en bevisfil utan nät och utan att lita på slussen',
    en: 'verify an evidence bundle without network and without trusting the gateway',
  },
  positionals: ['FIL'],
  options: {
    ...FOLDER_OPTION,
    pin: {
      value: 'ID=FINGERAVTRYCK',
      multiple: true,
      text: {
        sv: 'verksamhet att lita på (annars de som står i mappen)',
        en: 'agency to trust (otherwise those in the folder)',
      },
    },
    node: { value: 'FINGERAVTRYCK', text: { sv: 'slussens nyckel', en: 'the gateway’s key' } },
    log: { value: 'NYCKEL', text: { sv: 'loggens nyckel', en: 'the log’s verifier key' } },
    policy: {
      value: 'FIL',
      text: {
        sv: 'vilka vittnen som ska ha medundertecknat loggen (c2sp.org/tlog-policy)',
        en: 'which witnesses must have cosigned the log (c2sp.org/tlog-policy)',
      },
    },
  },
  examples: [
    'sluss verify bevis.sluss --folder ./polisen --policy vittnen.txt',
    'sluss verify bevis.sluss --pin polisen-sydlanda=z7x2… --pin latsasby-socialnamnd=9f3k… --node Q7mt… --log "sluss.example+…"',
  ],
  async run(args, context) {
    const bytes = await readInput(args.positional('FIL'))
    const trust = await readTrust(args, context)
    const { ok, checks, head, keys, explanation, isExpired } = verifyEvidence(bytes, trust)
    const trusted = listTrusted(trust, keys, args)
    const { terminal } = context
    terminal.result(
      { ok, checks, trusted, disclosure: head, explanation, contentExpired: isExpired },
      [
        ...trusted.map((one) => describeTrusted(one, terminal)),
        ...checks.map((check) => describeCheck(check, terminal)),
        ...describeDecision(explanation, context),
      ],
    )
    if (trusted.some(({ why }) => why === 'bundle')) {
      terminal.warn({
        sv: 'Slussens eller loggens nyckel är tagen ur bevisfilen själv. Ange den som ni känner till med --node och --log.',
        en: 'The gateway’s or the log’s key is taken from the bundle itself. Give the one that you know with --node and --log.',
      })
    }
    if (isExpired) {
      terminal.note({
        sv: 'Innehållet är gallrat, vilket loggen visar. Resten går ändå att kontrollera.',
        en: 'The content has expired, as the log shows. The rest is proven all the same.',
      })
    }
    terminal.note(
      ok
        ? { sv: 'Beviset håller.', en: 'The evidence holds.' }
        : { sv: 'Beviset håller INTE.', en: 'The evidence does NOT hold.' },
    )
    return ok ? EXIT.done : EXIT.unverified
  },
}

/** Where a trusted key comes from: the command line, the key folder, or nothing but the bundle itself. */
type Why = 'given' | 'pinned' | 'bundle'

const WHY_TEXTS: Readonly<Record<Why, LocalText>> = {
  given: { sv: 'angiven här', en: 'given here' },
  pinned: { sv: 'jämförd tidigare, står i nyckelmappen', en: 'compared before, in the key folder' },
  bundle: { sv: 'bevisfilens egen, INTE jämförd', en: 'the bundle’s own, NOT compared' },
}

interface Trusted {
  /** `node`, `log` or the agency's id. */
  readonly of: string
  readonly key: string
  readonly why: Why
}

async function readTrust(args: Arguments, context: Context): Promise<EvidenceTrust> {
  const named = args.list('pin').map(parsePin)
  const settings: Pick<AgencySettings, 'pins' | 'node' | 'log'> =
    named.length > 0 ? { pins: {} } : await (await openFolder(args, context)).loadSettings()
  const log = args.optional('log') ?? settings.log
  const node = args.optional('node') ?? settings.node
  const policy = args.optional('policy')
  return {
    pins: new Map([...Object.entries(settings.pins), ...named]),
    now: context.clock(),
    ...(log === undefined ? {} : { log }),
    ...(node === undefined ? {} : { node: parseDigest(node) }),
    ...(policy !== undefined && { policy: parseLogPolicy(parseUtf8(await readInput(policy))) }),
  }
}

/** Every key that the result rests on, and why it is believed. */
function listTrusted(
  trust: EvidenceTrust,
  keys: GatewayKeys | null,
  args: Arguments,
): readonly Trusted[] {
  const agencyWhy = args.list('pin').length > 0 ? 'given' : 'pinned'
  const agencies = Array.from(trust.pins, ([of, key]): Trusted => ({ of, key, why: agencyWhy }))
  const gateway = (['node', 'log'] as const).flatMap((of): Trusted[] => {
    const key = trust[of]
    if (key === undefined) return keys === null ? [] : [{ of, key: keys[of], why: 'bundle' }]
    return [{ of, key, why: args.optional(of) === undefined ? 'pinned' : 'given' }]
  })
  return [...agencies, ...gateway]
}

function describeTrusted({ of, key, why }: Trusted, terminal: Terminal): string {
  const label = terminal.text({ sv: 'litar på', en: 'trusts' })
  return `${label} ${of}  ${key}  ${terminal.text(WHY_TEXTS[why])}`
}

function parsePin(text: string): [string, string] {
  const [agency, digest, ...rest] = text.split('=')
  if (agency === undefined || digest === undefined || rest.length > 0) {
    throw new CliError('usage', '--pin')
  }
  return [agency, parseDigest(digest)]
}

/** What was disclosed and why, once the decision is verified. */
function describeDecision(explanation: Explanation | null, { terminal, clock }: Context): string[] {
  if (explanation === null) return []
  return ['', ...renderRecord(explanation, terminal.language, encodeTime(clock()))]
}

function describeCheck({ name, ok, code }: Check, terminal: Terminal): string {
  const text = CHECK_TEXTS[name]
  const label = text === undefined ? name : terminal.text(text)
  return `${terminal.text(ok ? { sv: 'håller      ', en: 'holds        ' } : { sv: 'HÅLLER INTE ', en: 'DOES NOT HOLD' })}  ${label}${code === undefined ? '' : ` [${code}]`}`
}
