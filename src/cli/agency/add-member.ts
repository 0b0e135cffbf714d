import { signReceivingKey } from '../../protocol/receiving-key.ts'
import type { SealingKey } from '../../protocol/sealing-key.ts'
import { generateSigningKey } from '../../protocol/signing-key.ts'
import type { SigningKey } from '../../protocol/signing-key.ts'
import type { Assignment, Identity } from '../../protocol/statements/credential.ts'
import { newUuid } from '../../protocol/uuid.ts'
import type { AgencyFolder } from '../agency-folder.ts'
import type { MemberSettings, TokenSettings } from '../member-settings.ts'
import { verifySlug } from '../agency-folder.ts'
import type { Context } from '../context.ts'
import { CliError } from '../errors.ts'
import { createMemberKeys } from './key-files.ts'
import { signCredential } from './sign-credential.ts'

/** Who is admitted. */
export interface NewMember {
  /** Short name of the member's files in this folder. It is never sent. */
  readonly slug: string
  readonly name: string
  readonly identity: Identity
  readonly assignments: readonly Assignment[]
  /** Milliseconds that the credential holds. */
  readonly lifetime: number
  readonly token?: TokenSettings
}

/**
 * Admits a member: own signing key and the reading keys of the member's functions (also replaced ones, as what was sealed
 * to them is still to be read) in one key file, and a credential signed by the custodians. Takes effect with the next published roster.
 */
export async function addMember(
  folder: AgencyFolder,
  added: NewMember,
  reading: ReadonlyMap<string, readonly SealingKey[]>,
  custodians: readonly SigningKey[],
  context: Context,
): Promise<MemberSettings> {
  const { agency } = await folder.loadSettings()
  const functions = added.assignments.map((assignment) => assignment.function)
  const unknown = functions.find((id) => !reading.has(id))
  if (unknown !== undefined) throw new CliError('function-missing', unknown)
  if ((await folder.listMembers()).includes(verifySlug(added.slug, 'SLUG'))) {
    throw new CliError('member-exists', added.slug)
  }
  const now = context.clock()
  const member = newUuid(now)
  const signing = generateSigningKey()
  const { name, identity, assignments, lifetime } = added
  const text = signCredential(
    { agency, member, name, key: signing, identity, assignments, lifetime },
    custodians,
    now,
  )
  const keys = new Map(functions.map((id) => [id, reading.get(id)!]))
  await createMemberKeys(folder, context, added.slug, { signing, reading: keys })
  const settings: MemberSettings = {
    v: 1,
    member,
    slug: added.slug,
    functions,
    receivingKey: signReceivingKey(signing),
    ...(added.token === undefined ? {} : { token: added.token }),
  }
  await folder.createMember(settings)
  await folder.addStatement({ kind: 'credential', text })
  return settings
}
