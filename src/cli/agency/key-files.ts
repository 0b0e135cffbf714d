import { openKeyFile, sealKeyFile, verifyPassphrase } from '../../client/keystore.ts'
import type { KeyPurpose } from '../../client/keystore.ts'
import { encodeMemberKeys, parseMemberKeys } from '../../client/member-keys.ts'
import type { MemberKeys } from '../../client/member-keys.ts'
import type { AgencyStatements } from '../../client/next-roster.ts'
import { concatBytes } from '../../protocol/bytes.ts'
import { parseSealingJwk, sealingKeyFromSeed } from '../../protocol/sealing-key.ts'
import type { SealingKey } from '../../protocol/sealing-key.ts'
import { signingKeyFromSeed } from '../../protocol/signing-key.ts'
import type { SigningKey } from '../../protocol/signing-key.ts'
import type { AgencyFolder } from '../agency-folder.ts'
import type { Context } from '../context.ts'
import { CliError } from '../errors.ts'
import { loadRoot, loadStatements } from './statements.ts'

/** Bytes of one reading key in a function's key file. */
const SEED_SIZE = 32

/** Name of the roster key's file. */
export const ROSTER_KEY = 'roster'

/** Name of the nth custodian's key file, from 1. */
export function custodianKeyName(n: number): string {
  return `custodian-${n}`
}

/** Name of a function's key file. */
export function functionKeyName(slug: string): string {
  return `function-${slug}`
}

/** Name of a member's key file. */
export function memberKeyName(slug: string): string {
  return `member-${slug}`
}

/** Seals a new secret into a key file of the folder. Takes about a second. */
export async function createKey(
  folder: AgencyFolder,
  context: Context,
  keyName: string,
  secret: Uint8Array,
): Promise<void> {
  const passphrase = await context.passphrases.chosen(keyName)
  await folder.createKeyFile(keyName, await seal(folder, context, keyName, secret, passphrase))
}

/**
 * Asks for the passphrases of new keys before any of them is made, so that a refusal leaves nothing behind. All must
 * differ: one person alone must not hold two custodians' keys. Throws `passphrase-reused`, `passphrase-too-short`.
 */
export async function choosePassphrases(
  context: Context,
  keyNames: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const chosen = new Map<string, string>()
  for (const keyName of keyNames) {
    const passphrase = verifyPassphrase(await context.passphrases.chosen(keyName))
    if ([...chosen.values()].includes(passphrase)) throw new CliError('passphrase-reused', keyName)
    chosen.set(keyName, passphrase)
  }
  return chosen
}

/** As `createKey`, under a passphrase that was chosen before. */
export async function createChosenKey(
  folder: AgencyFolder,
  context: Context,
  keyName: string,
  secret: Uint8Array,
  passphrases: ReadonlyMap<string, string>,
): Promise<void> {
  const text = await seal(folder, context, keyName, secret, passphrases.get(keyName)!)
  await folder.createKeyFile(keyName, text)
}

/**
 * Opens custodians' keys, as many as the agency's root asks for: those named, else the first in the folder. Throws
 * `file-missing` if they are too few.
 */
export async function openCustodians(
  folder: AgencyFolder,
  context: Context,
  named?: readonly string[],
): Promise<SigningKey[]> {
  const { threshold } = (await loadRoot(folder)).payload
  const present = (await folder.listKeys()).filter((name) => name.startsWith('custodian-'))
  const chosen = named ?? present.slice(0, threshold)
  if (chosen.length < threshold) throw new CliError('file-missing', 'custodian')
  const keys: SigningKey[] = []
  for (const keyName of chosen) keys.push(signingKeyFromSeed(await open(folder, context, keyName)))
  return keys
}

/** Opens the roster key. */
export async function openRosterKey(folder: AgencyFolder, context: Context): Promise<SigningKey> {
  return signingKeyFromSeed(await open(folder, context, ROSTER_KEY))
}

/**
 * Opens the reading keys of a function, by its slug: the current one first, then those it replaced. A key that no statement
 * is for, left by a rotation that did not come to its end, is not among them. Throws `function-missing`.
 */
export async function openFunctionKeys(
  folder: AgencyFolder,
  context: Context,
  slug: string,
): Promise<readonly [SealingKey, ...SealingKey[]]> {
  const keys = parseSeeds(await open(folder, context, functionKeyName(slug)))
  const [current, ...older] = sortByStatement(keys, await loadStatements(folder))
  if (current === undefined) throw new CliError('function-missing', slug)
  return [current, ...older]
}

/** Puts a new reading key of a function before those in its key file, whose passphrase is asked for once. */
export async function addFunctionKey(
  folder: AgencyFolder,
  context: Context,
  slug: string,
  key: SealingKey,
): Promise<void> {
  await changeKey(folder, context, functionKeyName(slug), (seeds) => concatBytes(key.seed, seeds))
}

/** Keys in the order of the statements that name them, newest first; those that none names are left out. */
export function sortByStatement(
  keys: readonly SealingKey[],
  { functionKeys }: Pick<AgencyStatements, 'functionKeys'>,
): SealingKey[] {
  const kids = functionKeys.map(({ payload }) => parseSealingJwk(payload.key).kid).toReversed()
  return kids.flatMap((kid) => keys.find((key) => key.kid === kid) ?? [])
}

/** Opens a member's keys. */
export async function openMemberKeys(
  folder: AgencyFolder,
  context: Context,
  slug: string,
): Promise<MemberKeys> {
  return parseMemberKeys(await open(folder, context, memberKeyName(slug)))
}

/** Changes a member's keys. The passphrase is asked for once. */
export async function changeMemberKeys(
  folder: AgencyFolder,
  context: Context,
  slug: string,
  change: (keys: MemberKeys) => MemberKeys,
): Promise<void> {
  await changeKey(folder, context, memberKeyName(slug), (secret) =>
    encodeMemberKeys(change(parseMemberKeys(secret))),
  )
}

/** Stores a new member's keys. */
export async function createMemberKeys(
  folder: AgencyFolder,
  context: Context,
  slug: string,
  keys: MemberKeys,
): Promise<void> {
  await createKey(folder, context, memberKeyName(slug), encodeMemberKeys(keys))
}

async function seal(
  folder: AgencyFolder,
  context: Context,
  keyName: string,
  secret: Uint8Array,
  passphrase: string,
): Promise<string> {
  const binding = await bindingOf(folder, keyName)
  return context.terminal.progress(
    { sv: `Förseglar nyckeln ${keyName}`, en: `Sealing the key ${keyName}` },
    () => sealKeyFile(binding, secret, passphrase),
  )
}

async function open(folder: AgencyFolder, context: Context, keyName: string): Promise<Uint8Array> {
  return openWith(folder, context, keyName, await context.passphrases.existing(keyName))
}

async function openWith(
  folder: AgencyFolder,
  context: Context,
  keyName: string,
  passphrase: string,
): Promise<Uint8Array> {
  const text = await folder.loadKeyFile(keyName)
  const binding = await bindingOf(folder, keyName)
  return context.terminal.progress(
    { sv: `Öppnar nyckeln ${keyName}`, en: `Opening the key ${keyName}` },
    () => openKeyFile(binding, text, passphrase),
  )
}

async function changeKey(
  folder: AgencyFolder,
  context: Context,
  keyName: string,
  change: (secret: Uint8Array) => Uint8Array,
): Promise<void> {
  const passphrase = await context.passphrases.existing(keyName)
  const changed = change(await openWith(folder, context, keyName, passphrase))
  await folder.replaceKeyFile(keyName, await seal(folder, context, keyName, changed, passphrase))
}

function parseSeeds(bytes: Uint8Array): SealingKey[] {
  return Array.from({ length: bytes.length / SEED_SIZE }, (_, i) =>
    sealingKeyFromSeed(bytes.subarray(i * SEED_SIZE, (i + 1) * SEED_SIZE)),
  )
}

async function bindingOf(
  folder: AgencyFolder,
  keyName: string,
): Promise<{ purpose: KeyPurpose; owner: string }> {
  const { agency } = await folder.loadSettings()
  const [purpose] = keyName.split('-', 1) as [KeyPurpose]
  return { purpose, owner: `${agency}/${keyName}` }
}
