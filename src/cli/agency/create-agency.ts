import { encodeTime } from '../../protocol/time.ts'
import { encodeSigningJwk, generateSigningKey } from '../../protocol/signing-key.ts'
import type { SigningKey } from '../../protocol/signing-key.ts'
import type { Digest } from '../../protocol/sha256.ts'
import { parseStatementUnsafe, signStatement } from '../../protocol/statement.ts'
import type { LocalText } from '../../protocol/statements/local-text.ts'
import type { Root } from '../../protocol/statements/root.ts'
import type { BodyType } from '../../protocol/vocabulary.ts'
import { AgencyFolder } from '../agency-folder.ts'
import type { Context } from '../context.ts'
import { CliError } from '../errors.ts'
import { choosePassphrases, createChosenKey, custodianKeyName, ROSTER_KEY } from './key-files.ts'

/** What a new agency is. */
export interface NewAgency {
  readonly agency: string
  readonly name: LocalText
  readonly bodyType: BodyType
  /** Base address of the gateway that it is at home on. */
  readonly gateway: string
  readonly custodians: number
  /** How many custodians must sign: at least two, so that nobody alone admits a member. */
  readonly threshold: number
}

/** A new agency, with its keys still open. */
export interface CreatedAgency {
  readonly folder: AgencyFolder
  /** Digest of root 1: what others compare by telephone and pin. */
  readonly pin: Digest
  readonly custodians: readonly SigningKey[]
  readonly rosterKey: SigningKey
}

/**
 * Creates an agency: custodians' keys, each under its own passphrase, a roster key, and root 1 signed by all custodians.
 *
 * Nothing is sent: `publishStatements` does that.
 */
export async function createAgency(
  path: string,
  agency: NewAgency,
  context: Context,
): Promise<CreatedAgency> {
  const { threshold } = agency
  if (threshold < 2 || agency.custodians < threshold) throw new CliError('usage', '--threshold')
  const custodians = Array.from({ length: agency.custodians }, () => generateSigningKey())
  const rosterKey = generateSigningKey()
  const text = signStatement(
    'root',
    rootOf(agency, custodians, rosterKey, context.clock()),
    ...custodians,
  )
  const pin = parseStatementUnsafe('root', text).digest

  const secrets: [string, Uint8Array][] = [
    ...custodians.map((key, i): [string, Uint8Array] => [custodianKeyName(i + 1), key.seed]),
    [ROSTER_KEY, rosterKey.seed],
  ]
  const passphrases = await choosePassphrases(
    context,
    secrets.map(([keyName]) => keyName),
  )
  const folder = await AgencyFolder.create(
    path,
    { v: 1, agency: agency.agency, gateway: agency.gateway, pins: { [agency.agency]: pin } },
    context.env,
  )
  for (const [keyName, seed] of secrets) {
    await createChosenKey(folder, context, keyName, seed, passphrases)
  }
  await folder.addStatement({ kind: 'root', text })
  return { folder, pin, custodians, rosterKey }
}

function rootOf(
  agency: NewAgency,
  custodians: readonly SigningKey[],
  rosterKey: SigningKey,
  now: number,
): Root {
  return {
    v: 1,
    agency: agency.agency,
    name: agency.name,
    bodyType: agency.bodyType,
    sequence: 1,
    previous: null,
    threshold: agency.threshold,
    custodians: custodians.map(encodeSigningJwk),
    rosterKey: encodeSigningJwk(rosterKey),
    issuedAt: encodeTime(now),
  }
}
