import { fingerprintOf, parseFingerprint } from '../../client/fingerprint.ts'
import { encodeIntroduction, introductionFingerprint } from '../../client/introduction.ts'
import type { Introduction } from '../../client/introduction.ts'
import { ClientError } from '../../client/errors.ts'
import type { GatewayClient } from '../../client/gateway-client.ts'
import { sealFunctionKey } from '../../client/key-handover.ts'
import { signCustodianRequest } from '../../protocol/custodian-request.ts'
import type { CustodianAsk } from '../../protocol/custodian-request.ts'
import { verifyEnrolment } from '../../protocol/enrolment.ts'
import type { Enrolment } from '../../protocol/enrolment.ts'
import type { SealingKey } from '../../protocol/sealing-key.ts'
import type { SigningKey } from '../../protocol/signing-key.ts'
import type { Assignment } from '../../protocol/statements/credential.ts'
import { newUuid } from '../../protocol/uuid.ts'
import type { Uuid } from '../../protocol/uuid.ts'
import { verifySlug } from '../agency-folder.ts'
import type { AgencyFolder, AgencySettings } from '../agency-folder.ts'
import type { Context } from '../context.ts'
import { CliError } from '../errors.ts'
import type { MemberSettings } from '../member-settings.ts'
import { signCredential } from './sign-credential.ts'

/** The agency's custodians at the gateway. */
export interface CustodianDesk {
  readonly folder: AgencyFolder
  readonly settings: AgencySettings
  readonly custodians: readonly SigningKey[]
  readonly gateway: Pick<GatewayClient, 'askAsCustodian'>
  readonly context: Context
}

/** Who is admitted, besides what the enrolment says. */
export interface AdmittedMember {
  readonly slug: string
  readonly name: string
  readonly assignments: readonly Assignment[]
  /** Milliseconds that the credential holds. */
  readonly lifetime: number
  /** The member whose further device it is; a new member without. */
  readonly deviceOf?: Uuid
}

/**
 * Who has asked to be admitted with the key whose fingerprint was read out. Throws ClientError `fingerprint-wrong`; CliError
 * `enrolment-missing` if nobody has: another key was read out than the gateway shows, or it was mistyped.
 */
export async function findEnrolment(desk: CustodianDesk, typed: string): Promise<Enrolment> {
  const fingerprint = parseFingerprint(typed)
  const asked = (await ask(desk, { ask: 'enrolments' })).map(verifyEnrolment)
  const found = asked.find(({ key }) => fingerprintOf(key.kid) === fingerprint)
  if (found === undefined || found.agency !== desk.settings.agency)
    throw new CliError('enrolment-missing', fingerprint)
  return found
}

/**
 * Admits who has asked with an own key: a credential signed by the custodians, which takes effect with the next published roster. Of the
 * given reading keys each is sealed to the member and left in the folder, for `introduceMember`.
 */
export async function admitMember(
  { folder, settings, custodians, context }: CustodianDesk,
  { key, identity, receivingKey, receiving }: Enrolment,
  added: AdmittedMember,
  reading: ReadonlyMap<string, readonly SealingKey[]>,
): Promise<MemberSettings> {
  const { slug, name, assignments, lifetime, deviceOf } = added
  if ((await folder.listMembers()).includes(verifySlug(slug, 'KORTNAMN')))
    throw new CliError('member-exists', slug)
  const now = context.clock()
  const member = deviceOf ?? newUuid(now)
  const { agency } = settings
  const about = { agency, member, name, key, identity, assignments, lifetime }
  const text = signCredential(about, custodians, now)
  for (const [id, keys] of reading)
    for (const each of keys) {
      const handover = sealFunctionKey(each, { function: id, member }, receiving)
      await folder.saveHandover(slug, each.kid, handover)
    }
  const functions = assignments.map((assignment) => assignment.function)
  const admitted: MemberSettings = { v: 1, member, slug, functions, receivingKey, kid: key.kid }
  await folder.createMember(admitted)
  await folder.addStatement({ kind: 'credential', text })
  return admitted
}

/**
 * Leaves an introduction for an admitted member at the gateway, and the keys that wait in the folder; returns the fingerprint to read out.
 * Throws `member-not-in-browser` for a member whose keys are in the folder, ClientError `gateway-not-pinned`.
 */
export async function introduceMember(
  desk: CustodianDesk,
  { slug, kid }: MemberSettings,
): Promise<string> {
  if (kid === undefined) throw new CliError('member-not-in-browser', slug)
  const introduction = encodeIntroduction(introductionOf(desk.settings))
  const waiting = await desk.folder.listHandovers(slug)
  const handovers = [...waiting.values()]
  await ask(desk, { ask: 'introduce', to: kid, introduction, handovers })
  for (const handed of waiting.keys()) await desk.folder.removeHandover(slug, handed)
  return introductionFingerprint(introduction)
}

function introductionOf(settings: AgencySettings): Introduction {
  const { agency, pins, node, log, witnesses = null, law = null } = settings
  if (node === undefined || log === undefined)
    throw new ClientError('gateway-not-pinned', 'the gateway’s keys have not been compared')
  return { agency, gateway: { node, log }, pins, witnesses, law }
}

async function ask(
  { settings, custodians, gateway, context }: CustodianDesk,
  asked: CustodianAsk,
): Promise<readonly string[]> {
  const { gateway: pinned } = introductionOf(settings)
  const request = { agency: settings.agency, gateway: pinned.node, asked }
  return gateway.askAsCustodian(signCustodianRequest(request, custodians[0]!, context.clock()))
}
