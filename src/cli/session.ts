import { findForeignKeys, loadAgency } from '../client/directory.ts'
import type { Directory } from '../client/directory.ts'
import { ClientError } from '../client/errors.ts'
import type { GatewayClient } from '../client/gateway-client.ts'
import { readGatewayKeys, verifyGatewayKeys } from '../client/gateway-keys.ts'
import { Keeper } from '../client/keeper.ts'
import { keptSince, parseKept } from '../client/kept.ts'
import type { MemberDesk } from '../client/member-desk.ts'
import type { MemberKeys } from '../client/member-keys.ts'
import type { Recorded, RecordExpectation } from '../client/recorded.ts'
import { loadTrustedDirectory } from '../client/trusted-directory.ts'
import { parsePolicySet } from '../policy/pack.ts'
import type { PolicySet } from '../policy/policy-set.ts'
import { rosterFreshness } from '../protocol/agency-roster.ts'
import type { JsonObject } from '../protocol/json.ts'
import type { Digest } from '../protocol/sha256.ts'
import { parseVerifierKey } from '../protocol/tlog/note.ts'
import { parseRecordClaim } from '../protocol/record-claim.ts'
import type { RecordClaim } from '../protocol/record-claim.ts'
import { openMemberKeys } from './agency/key-files.ts'
import { loadMessageType } from './catalogue.ts'
import type { AgencyFolder, AgencySettings } from './agency-folder.ts'
import type { MemberSettings } from './member-settings.ts'
import type { Context } from './context.ts'
import { memberGateway } from './gateway.ts'
import { readStoredWitnesses } from './stored-witnesses.ts'

/** A member at the gateway: keys open, agencies verified, log known. */
export interface Session extends MemberDesk {
  readonly folder: AgencyFolder
  readonly settings: AgencySettings
  readonly member: MemberSettings
  readonly context: Context
  /** Digest of the policy set that is active at the gateway, as the gateway says. */
  readonly activePolicySet: Digest
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
  const keeper = new Keeper(
    {
      log: parseVerifierKey(pinnedLog(settings, node)),
      witnesses: readStoredWitnesses(settings),
      gateway,
      clock: context.clock,
      save: (kept) => folder.saveKept(kept),
      wait: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
    },
    keptSince(settings.law, parseKept(await folder.loadKept())),
  )
  const directory = await loadTrustedDirectory({
    gateway,
    pins: new Map(Object.entries(settings.pins)),
    keeper,
    now: context.clock(),
  })
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
    judgeLaw: (policySet, at) => keeper.judgeLaw(policySet, at, directory),
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

function textOf(value: unknown): string {
  if (typeof value !== 'string') throw new ClientError('answer-invalid', 'a text is missing')
  return value
}
