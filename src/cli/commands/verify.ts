import { parseDigest } from '../../protocol/sha256.ts'
import { parseKept } from '../../client/kept.ts'
import type { Check } from '../../client/check-list.ts'
import { verifyEvidence } from '../../client/verify-evidence.ts'
import type { EvidenceTrust } from '../../client/verify-evidence.ts'
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
    sv: 'kontrollera en bevisfil utan nät och utan att lita på tjänsten',
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
    log: { value: 'NYCKEL', text: { sv: 'loggens nyckel', en: 'the log’s verifier key' } },
  },
  examples: [
    'sluss verify bevis.sluss --folder ./polisen',
    'sluss verify bevis.sluss --pin polisen-sydlanda=z7x2… --pin latsasby-socialnamnd=9f3k… --log "sluss.example+…"',
  ],
  async run(args, context) {
    const bytes = await readInput(args.positional('FIL'))
    const trust = await readTrust(args, context)
    const { ok, checks, head } = verifyEvidence(bytes, trust)
    context.terminal.result(
      { ok, checks, logPinned: trust.log !== undefined, disclosure: head },
      checks.map((check) => describeCheck(check, context.terminal)),
    )
    if (trust.log === undefined) {
      context.terminal.warn({
        sv: 'Loggens nyckel är bevisfilens egen. Ange den kända med --log.',
        en: 'The log’s key is the bundle’s own. Give the known one with --log.',
      })
    }
    context.terminal.note(
      ok
        ? { sv: 'Beviset håller.', en: 'The evidence holds.' }
        : { sv: 'Beviset håller INTE.', en: 'The evidence does NOT hold.' },
    )
    return ok ? EXIT.done : EXIT.unverified
  },
}

async function readTrust(args: Arguments, context: Context): Promise<EvidenceTrust> {
  const now = context.clock()
  const named = args.list('pin').map(parsePin)
  const log = args.optional('log')
  if (named.length > 0) return { pins: new Map(named), now, ...(log === undefined ? {} : { log }) }
  const folder = await openFolder(args, context)
  const settings = await folder.loadSettings()
  const known = log ?? settings.log ?? parseKept(await folder.loadKept()).logKey
  return {
    pins: new Map(Object.entries(settings.pins)),
    now,
    ...(known === undefined ? {} : { log: known }),
  }
}

function parsePin(text: string): [string, string] {
  const [agency, digest, ...rest] = text.split('=')
  if (agency === undefined || digest === undefined || rest.length > 0) {
    throw new CliError('usage', '--pin')
  }
  return [agency, parseDigest(digest)]
}

function describeCheck({ name, ok, code }: Check, terminal: Terminal): string {
  const text = CHECK_TEXTS[name]
  const label = text === undefined ? name : terminal.text(text)
  return `${ok ? 'ok ' : terminal.text({ sv: 'FEL', en: 'BAD' })}  ${label}${code === undefined ? '' : ` [${code}]`}`
}
