import { buildDirectory, findForeignKeys, loadAgency } from '../client/directory.ts'
import type { Directory } from '../client/directory.ts'
import { ClientError } from '../client/errors.ts'
import type { GatewayClient } from '../client/gateway-client.ts'
import { buildLogProofs } from '../client/gateway-log-proofs.ts'
import { readGatewayKeys, verifyGatewayKeys } from '../client/gateway-keys.ts'
import { verifyLaw } from '../client/kept-law.ts'
import { parseKept } from '../client/kept.ts'
import type { Kept } from '../client/kept.ts'
import type { MemberDesk } from '../client/member-desk.ts'
import type { MemberKeys } from '../client/member-keys.ts'
import { verifyRecorded } from '../client/recorded.ts'
import type { Recorded, RecordExpectation } from '../client/recorded.ts'
import { keepCheckpoint } from '../client/verified-log.ts'
import { parsePolicySet } from '../policy/pack.ts'
import type { PolicySet } from '../policy/policy-set.ts'
import { rosterFreshness } from '../protocol/agency-roster.ts'
import type { JsonObject } from '../protocol/json.ts'
import type { Digest } from '../protocol/sha256.ts'
import { parseVerifierKey } from '../protocol/tlog/note.ts'
import type { NoteVerifier } from '../protocol/tlog/note.ts'
import { parseRecordClaim } from '../protocol/record-claim.ts'
import type { RecordClaim } from '../protocol/record-claim.ts'
import { openMemberKeys } from './agency/key-files.ts'
import { loadMessageType } from './catalogue.ts'
import type { AgencyFolder, AgencySettings } from './agency-folder.ts'
import type { MemberSettings } from './member-settings.ts'
import type { Context } from './context.ts'
import { memberGateway } from './gateway.ts'
import { listPolicySets } from './policy-sets.ts'

/** A member at the gateway: keys open, agencies verified, log known. */
export interface Session extends MemberDesk {
  readonly folder: AgencyFolder
  readonly settings: AgencySettings
  readonly member: MemberSettings
  readonly context: Context
  /** Digest of the policy set that is active at the gateway, as the gateway says. */
  readonly activePolicySet: Digest
  /** The same once it is seen that it may be: nothing is composed under a law that two agencies have not approved. */
  readonly loadLaw: () => Promise<PolicySet>
  /** Verifies an answer's record and keeps its checkpoint. */
  readonly verify: (answer: JsonObject, expected: RecordExpectation) => Promise<Recorded>
}

/**
 * Opens a session: unlocks the member's keys, checks that this is the pinned gateway, reads and verifies the directory.
 *
 * Warns when the agency's own roster is getting old, and when a key for one of the member's functions is listed that the
 * member does not hold.
 */
export async function openSession(
  folder: AgencyFolder,
  memberName: string | undefined,
  context: Context,
): Promise<Session> {
  const settings = await folder.loadSettings()
  const member = await folder.loadMember(memberName)
  const keys = await openMemberKeys(folder, context, member.slug)
  const gateway = await memberGateway(settings, member, context)
  const node = await gateway.node()
  const log = parseVerifierKey(pinnedLog(settings, node))
  const kept = parseKept(await folder.loadKept())
  const directory = buildDirectory({
    pins: new Map(Object.entries(settings.pins)),
    agencies: await gateway.agencies(),
    kept: kept.rosters,
    now: context.clock(),
  })
  const keeper = new Keeper(
    { folder, log, gateway, clock: context.clock },
    { ...kept, rosters: directory.kept },
  )
  await keeper.save()
  const waiting = await folder.listHandovers(member.slug)
  warn({ agency: settings.agency, keys, waiting, directory, context })
  const verifyClaim = (claim: RecordClaim, expected: RecordExpectation) =>
    keeper.verify(claim, expected)
  const activePolicySet = textOf(node['policySet'])
  return {
    folder,
    settings,
    agency: settings.agency,
    clock: context.clock,
    loadMessageType,
    loadPolicySet: (digest) => loadPolicySet(gateway, digest),
    member,
    keys,
    gateway,
    directory,
    context,
    activePolicySet,
    loadLaw: async () => {
      await keeper.keepLaw(activePolicySet, directory)
      return loadPolicySet(gateway, activePolicySet)
    },
    verifyClaim,
    verify: (answer, expected) => verifyClaim(parseRecordClaim(answer), expected),
  }
}

/** The policy set with this digest. The digest is checked, so it may come from anybody. */
export async function loadPolicySet(gateway: GatewayClient, digest: Digest): Promise<PolicySet> {
  const set = parsePolicySet(await gateway.policySet(digest))
  if (set.digest !== digest) throw new ClientError('answer-invalid', 'another policy set came')
  return set
}

/** The log's pinned key. Throws `gateway-not-pinned`, `node-key-wrong`, `log-key-wrong`. */
function pinnedLog({ node, log }: AgencySettings, said: JsonObject): string {
  if (node === undefined || log === undefined) {
    throw new ClientError('gateway-not-pinned', 'the gateway’s keys have not been compared')
  }
  verifyGatewayKeys(readGatewayKeys(said), { node, log })
  return log
}

interface Worries {
  readonly agency: string
  readonly keys: MemberKeys
  /** Hand-overs that wait to be taken in, by `kid`. */
  readonly waiting: ReadonlyMap<string, string>
  readonly directory: Directory
  readonly context: Context
}

function warn({ agency, keys, waiting, directory, context }: Worries): void {
  const { terminal, clock } = context
  const roster = loadAgency(directory, agency).roster.payload
  if (rosterFreshness(roster, clock()) !== 'fresh') {
    terminal.warn({
      sv: 'Er behörighetslista är äldre än ett dygn. Be era behörighetsansvariga köra ”sluss roster publish”.',
      en: 'Your roster is more than a day old. Ask your custodians to run “sluss roster publish”.',
    })
  }
  const held = Array.from(keys.reading, ([id, own]): [string, Set<string>] => [
    id,
    new Set(own.map((key) => key.kid)),
  ])
  for (const foreign of findForeignKeys(directory, new Map(held))) {
    if (waiting.has(foreign.kid)) {
      terminal.warn({
        sv: `${foreign.function} har bytt läsnyckel. Kör ”sluss member receive-key” för att kunna läsa det nya.`,
        en: `${foreign.function} has a new reading key. Run “sluss member receive-key” to read what is new.`,
      })
      continue
    }
    terminal.warn({
      sv: `LARM: ${foreign.function} har en läsnyckel som du inte har fått (${foreign.kid}). Fråga era behörighetsansvariga nu.`,
      en: `ALARM: ${foreign.function} has a reading key that you were not given (${foreign.kid}). Ask your custodians now.`,
    })
  }
}

interface KeeperParts {
  readonly folder: AgencyFolder
  readonly log: NoteVerifier
  readonly gateway: GatewayClient
  readonly clock: Context['clock']
}

/** What is kept between runs, saved as soon as it is known: a crash must not make an older world believable. */
class Keeper {
  readonly #folder: AgencyFolder
  readonly #log: NoteVerifier
  readonly #gateway: GatewayClient
  readonly #clock: Context['clock']
  #kept: Kept

  constructor({ folder, log, gateway, clock }: KeeperParts, kept: Kept) {
    this.#folder = folder
    this.#log = log
    this.#gateway = gateway
    this.#clock = clock
    this.#kept = kept
  }

  async save(): Promise<void> {
    await this.#folder.saveKept(this.#kept)
  }

  /** Throws as `verifyLaw`. */
  async keepLaw(active: Digest, directory: Directory): Promise<void> {
    if (this.#kept.law?.policySet === active) return
    const listed = await listPolicySets({ gateway: this.#gateway })
    this.#kept = { ...this.#kept, law: verifyLaw(active, listed, this.#kept.law, directory) }
    await this.save()
  }

  async verify(claim: RecordClaim, expected: RecordExpectation): Promise<Recorded> {
    const recorded = verifyRecorded(claim, this.#log, expected)
    const checkpoint = await keepCheckpoint(this.#kept.checkpoint, recorded.note, {
      log: this.#log,
      proofs: buildLogProofs(this.#gateway),
      now: this.#clock(),
    })
    this.#kept = { ...this.#kept, checkpoint }
    await this.save()
    return recorded
  }
}

function textOf(value: unknown): string {
  if (typeof value !== 'string') throw new ClientError('answer-invalid', 'a text is missing')
  return value
}
