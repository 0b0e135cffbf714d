import { sealFunctionKey } from '../../client/key-handover.ts'
import { verifyReceivingKey } from '../../protocol/receiving-key.ts'
import type { AgencyStatements } from '../../client/next-roster.ts'
import { ProtocolError } from '../../protocol/errors.ts'
import { encodeSealingJwk, generateSealingKey } from '../../protocol/sealing-key.ts'
import type { SealingKey, SealingPublicKey } from '../../protocol/sealing-key.ts'
import { parseSigningJwk } from '../../protocol/signing-key.ts'
import type { SigningKey } from '../../protocol/signing-key.ts'
import { signStatement } from '../../protocol/statement.ts'
import type { Credential } from '../../protocol/statements/credential.ts'
import { encodeTime } from '../../protocol/time.ts'
import type { AgencyFolder } from '../agency-folder.ts'
import type { MemberSettings } from '../member-settings.ts'
import { verifySlug } from '../agency-folder.ts'
import type { Context } from '../context.ts'
import { CliError } from '../errors.ts'
import { issueRoster } from './issue-roster.ts'
import { addFunctionKey } from './key-files.ts'
import { loadStatements } from './statements.ts'

/** Which function gets a new key, and who signs. */
export interface Rotation {
  readonly slug: string
  readonly custodians: readonly SigningKey[]
  readonly rosterKey: SigningKey
  /** Milliseconds that the new key may be sealed to. */
  readonly lifetime: number
}

/** What a rotation came to. */
export interface Rotated {
  readonly function: string
  readonly kid: string
  /** Number of the roster that lists the new key, and the old ones as retired. */
  readonly roster: number
  /** Short names of the members for whom the new key lies ready. */
  readonly handedOver: readonly string[]
  /** Those who are to have it, but whose receiving key is missing or not theirs: the rotation does not wait for them. */
  readonly without: readonly string[]
}

/**
 * Gives a function a new reading key: statement by the custodians, a hand-over to every member whose credential stands, and
 * the roster that retires the old key. What was sealed to the old one can still be read.
 *
 * In this order a run that stops halfway loses no key, and one more run completes it. Nothing is sent: `publishStatements`
 * does that. Throws `function-missing`.
 */
export async function rotateFunction(
  folder: AgencyFolder,
  { slug, custodians, rosterKey, lifetime }: Rotation,
  context: Context,
): Promise<Rotated> {
  const statements = await loadStatements(folder)
  const { agency } = await folder.loadSettings()
  const id = `${agency}/${verifySlug(slug, 'FUNKTION')}`
  const current = statements.functionKeys.findLast(({ payload }) => payload.function === id)
  if (current === undefined) throw new CliError('function-missing', id)
  const key = generateSealingKey()
  const now = context.clock()
  const text = signStatement(
    'function-key',
    {
      ...current.payload,
      key: encodeSealingJwk(key),
      issuedAt: encodeTime(now),
      validUntil: encodeTime(now + lifetime),
    },
    ...custodians,
  )
  await addFunctionKey(folder, context, slug, key)
  const { handedOver, without } = await handOver(folder, id, key, statements)
  await folder.addStatement({ kind: 'function-key', text })
  const { payload } = await issueRoster(folder, rosterKey, context)
  return { function: id, kid: key.kid, roster: payload.number, handedOver, without }
}

async function handOver(
  folder: AgencyFolder,
  id: string,
  key: SealingKey,
  statements: AgencyStatements,
): Promise<Pick<Rotated, 'handedOver' | 'without'>> {
  const handedOver: string[] = []
  const without: string[] = []
  const credentials = credentialsIn(statements, id)
  for (const slug of await folder.listMembers()) {
    const member = await folder.loadMember(slug)
    const own = credentials.filter((credential) => credential.member === member.member)
    if (own.length === 0) continue
    const recipient = findReceivingKey(member, own)
    if (recipient === undefined) without.push(slug)
    else {
      const to = { function: id, member: member.member }
      await folder.saveHandover(slug, key.kid, sealFunctionKey(key, to, recipient))
      handedOver.push(slug)
    }
  }
  return { handedOver, without }
}

/** The credentials for a function that no roster has revoked. */
function credentialsIn({ credentials, rosters }: AgencyStatements, id: string): Credential[] {
  const revocations = rosters.at(-1)?.payload.revocations ?? []
  const revoked = new Set(revocations.map(({ credential }) => credential))
  return credentials
    .filter(({ digest }) => !revoked.has(digest))
    .map(({ payload }) => payload)
    .filter(({ assignments }) => assignments.some((assignment) => assignment.function === id))
}

function findReceivingKey(
  { receivingKey }: MemberSettings,
  credentials: readonly Credential[],
): SealingPublicKey | undefined {
  if (receivingKey === undefined) return undefined
  for (const { key } of credentials) {
    try {
      return verifyReceivingKey(receivingKey, parseSigningJwk(key))
    } catch (error) {
      if (!(error instanceof ProtocolError)) throw error
    }
  }
  return undefined
}
