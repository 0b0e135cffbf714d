import { stat } from 'node:fs/promises'
import { ClientError } from '../client/errors.ts'
import { parseKept } from '../client/kept.ts'
import type { LogArchive } from '../client/log-archive.ts'
import { buildLogOverHttp } from '../client/log-over-http.ts'
import { witnessedSince } from '../client/log-years.ts'
import type { LogTrust } from '../client/log-years.ts'
import { parseUtf8 } from '../protocol/bytes.ts'
import { ProtocolError } from '../protocol/errors.ts'
import { encodeVerifierKey, parseVerifierKey } from '../protocol/tlog/note.ts'
import type { NoteVerifier } from '../protocol/tlog/note.ts'
import { parseLogPolicy } from '../protocol/tlog/policy.ts'
import type { LogPolicy } from '../protocol/tlog/policy.ts'
import { parseTlogProof } from '../protocol/tlog/tlog-proof.ts'
import type { AgencyFolder, AgencySettings } from './agency-folder.ts'
import type { Arguments } from './arguments.ts'
import type { Option } from './command.ts'
import type { Context } from './context.ts'
import { CliError } from './errors.ts'
import { readInput } from './input-file.ts'
import { LogFolder } from './log-folder.ts'
import { readStoredWitnesses } from './stored-witnesses.ts'
import { openFolder } from './working-folder.ts'

/** Options of commands that read a log: where it is, and what it is compared with. */
export const LOG_OPTIONS = {
  folder: {
    value: 'MAPP',
    text: {
      sv: 'verksamhetens nyckelmapp, med loggens nyckel och sparad kontrollpunkt (annars SLUSS_FOLDER eller här; behövs inte med --log)',
      en: 'the agency’s key folder, with the log’s key and the checkpoint kept (otherwise SLUSS_FOLDER, or here; not needed with --log)',
    },
  },
  log: {
    value: 'NYCKEL',
    text: { sv: 'loggens nyckel, så som ni jämfört den', en: 'the log’s key, as you compared it' },
  },
  policy: {
    value: 'FIL',
    text: {
      sv: 'vilka vittnen som ska ha skrivit under (c2sp.org/tlog-policy; hos slussen annars de som nyckelmappen litar på)',
      en: 'which witnesses must have signed (c2sp.org/tlog-policy; at the gateway otherwise those that the key folder trusts)',
    },
  },
  'max-age': {
    value: 'MINUTER',
    text: {
      sv: 'hur gamla vittnenas underskrifter får vara (annars ett dygn hos slussen, när vittnena är nyckelmappens)',
      en: 'how old the witnesses’ signatures may be (otherwise a day at the gateway, with the key folder’s witnesses)',
    },
  },
  known: {
    value: 'FIL',
    multiple: true,
    text: {
      sv: 'sparad kontrollpunkt eller kvittens (.tlog-proof) som loggen måste stämma med',
      en: 'a kept checkpoint or receipt (.tlog-proof) that the log must agree with',
    },
  },
} satisfies Record<string, Option>

/** A log as a command line names it. */
export interface LogPlace {
  /** Address or folder, for those who read it. */
  readonly name: string
  readonly archive: LogArchive
  readonly trust: LogTrust
  /** The folder that it is read from; undefined for an address. */
  readonly mirror: LogFolder | undefined
  /** Signed notes that the log must agree with, among them the one kept. */
  readonly known: readonly string[]
  /** Of these, those that were named or that a mirror has itself. */
  readonly given: readonly string[]
  /** The witnesses that the key folder trusts for this log; undefined where the command line names others. */
  readonly storedWitnesses: LogPolicy | undefined
  /** The newest checkpoint that the key folder keeps. */
  readonly kept: string | undefined
  /** The key folder, if one is used. */
  readonly keys: AgencyFolder | undefined
}

/**
 * Finds the log: the address or folder given, else the gateway of the key folder. The key is the one given, else the key folder's, else
 * the policy's if that lists one log. Throws `usage`, `gateway-not-pinned`, `file-missing`, `folder-missing`, `input-invalid`,
 * `log-key-invalid`.
 */
export async function openLogPlace(
  where: string | undefined,
  args: Arguments,
  context: Context,
): Promise<LogPlace> {
  const { keys, settings, ...trust } = await readTrust(args, context, where === undefined)
  const name = where ?? settings!.gateway
  const mirror = isAddress(name) ? undefined : await openMirror(name)
  const kept = keys && parseKept(await keys.loadKept()).checkpoint
  const largest = await mirror?.findLargest()
  const given = [...(await readKnown(args)), ...(largest === undefined ? [] : [largest])]
  return {
    name,
    archive: mirror?.archive() ?? openRemote(name, context),
    trust,
    mirror,
    known: kept === undefined ? given : [...given, kept],
    given,
    storedWitnesses: trust.policy === undefined ? findWitnesses(settings, trust) : undefined,
    kept,
    keys,
  }
}

/** Those of the key folder, unless the log that was named is another one. */
function findWitnesses(
  settings: AgencySettings | undefined,
  { log }: LogTrust,
): LogPolicy | undefined {
  const isOwn = settings?.log !== undefined && settings.log === encodeVerifierKey(log)
  return isOwn ? readStoredWitnesses(settings) : undefined
}

/**
 * The same log, to be compared with the witnesses that the key folder trusts where the command line names none: they have seen within a day
 * what a gateway shows now. A mirror may be of any age, and was compared when it was made; what it is compared with now is named.
 */
export function withStoredWitnesses(place: LogPlace, { clock }: Context): LogPlace {
  const { storedWitnesses: policy, trust, mirror } = place
  if (policy === undefined || mirror !== undefined) return place
  return { ...place, trust: { policy, notBefore: witnessedSince(clock()), ...trust } }
}

/** Whose signatures count, for what is read without any log at hand. Throws as `openLogPlace`. */
export async function readLogTrust(args: Arguments, context: Context): Promise<LogTrust> {
  return readTrust(args, context, false)
}

interface TrustAndFolder extends LogTrust {
  readonly keys: AgencyFolder | undefined
  readonly settings: AgencySettings | undefined
}

async function readTrust(
  args: Arguments,
  context: Context,
  needsFolder: boolean,
): Promise<TrustAndFolder> {
  const policy = await readPolicy(args)
  const given = args.optional('log')
  const own = given === undefined ? findOnlyLog(policy) : parseLogKey(given)
  const usesFolder = needsFolder || own === undefined || args.optional('folder') !== undefined
  const keys = usesFolder ? await openFolder(args, context) : undefined
  const settings = await keys?.loadSettings()
  const log = own ?? (settings?.log === undefined ? undefined : parseVerifierKey(settings.log))
  if (log === undefined)
    throw new ClientError('gateway-not-pinned', 'the gateway’s keys have not been compared')
  return { log, ...(policy && { policy }), ...readAge(args, context), keys, settings }
}

/** The log's key as somebody gave it; throws `log-key-invalid`. */
export function parseLogKey(text: string): NoteVerifier {
  try {
    return parseVerifierKey(text)
  } catch (cause) {
    throw new CliError('log-key-invalid', '--log', { cause })
  }
}

function isAddress(name: string): boolean {
  return /^https?:\/\//.test(name)
}

/** Nobody shall be told that a log was cut because a name was mistyped. */
async function openMirror(path: string): Promise<LogFolder> {
  const found = await stat(path).catch((cause: unknown) => {
    throw new CliError('folder-missing', path, { cause })
  })
  if (!found.isDirectory()) throw new CliError('folder-missing', path)
  return new LogFolder(path)
}

function openRemote(name: string, { fetch }: Context): LogArchive {
  const wait = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms))
  return buildLogOverHttp({ gateway: name, fetch, wait })
}

async function readPolicy(args: Arguments): Promise<LogPolicy | undefined> {
  const path = args.optional('policy')
  if (path === undefined) return undefined
  const bytes = await readInput(path)
  return readAs(path, () => parseLogPolicy(parseUtf8(bytes)))
}

function findOnlyLog(policy: LogPolicy | undefined): NoteVerifier | undefined {
  return policy?.logs.length === 1 ? policy.logs[0]!.verifier : undefined
}

function readAge(args: Arguments, { clock }: Context): { notBefore?: number } {
  const age = args.optional('max-age')
  if (age === undefined) return {}
  if (!/^[1-9]\d{0,6}$/.test(age)) throw new CliError('usage', '--max-age')
  return { notBefore: Math.floor(clock() / 1000) - Number(age) * 60 }
}

/** The note in each file that was named: a checkpoint, or the one that a proof carries. */
async function readKnown(args: Arguments): Promise<string[]> {
  const notes: string[] = []
  for (const path of args.list('known')) {
    const bytes = await readInput(path)
    notes.push(readAs(path, () => parseKnown(parseUtf8(bytes))))
  }
  return notes
}

function parseKnown(text: string): string {
  return text.startsWith('c2sp.org/tlog-proof') ? parseTlogProof(text).checkpoint : text
}

/** What was given is what cannot be read, not what somebody sent. */
function readAs<T>(path: string, read: () => T): T {
  try {
    return read()
  } catch (cause) {
    if (!(cause instanceof ProtocolError)) throw cause
    throw new CliError('input-invalid', path, { cause })
  }
}
