/**
 * From an open vault to a member's desk: the introduction says whom to trust, the directory is verified by it, keys that were handed over
 * are taken in, and then the desk is there for every area.
 *
 * @module
 */
import { listOpeningRoots } from '../../client/draft-roots.ts'
import { findForeignKeys } from '../../client/directory.ts'
import type { Directory } from '../../client/directory.ts'
import { ClientError } from '../../client/errors.ts'
import { fingerprintOf } from '../../client/fingerprint.ts'
import { readGatewayKeys, verifyGatewayKeys } from '../../client/gateway-keys.ts'
import { Keeper } from '../../client/keeper.ts'
import { keptSince } from '../../client/kept.ts'
import { encodeIntroduction } from '../../client/introduction.ts'
import type { Introduction } from '../../client/introduction.ts'
import { takeInKeys } from '../../client/take-in-keys.ts'
import type { VaultContent } from '../../client/vault-content.ts'
import { loadTrustedDirectory } from '../../client/trusted-directory.ts'
import { findMember } from '../../protocol/agency-member.ts'
import type { Member } from '../../protocol/agency-state.ts'
import { parseRecordClaim } from '../../protocol/record-claim.ts'
import { signEnrolment } from '../../protocol/enrolment.ts'
import { parseLogPolicy } from '../../protocol/tlog/policy.ts'
import { parseVerifierKey } from '../../protocol/tlog/note.ts'
import type { NoteVerifier } from '../../protocol/tlog/note.ts'
import type { Desk } from './desk.ts'
import type { OpenVault } from './open-vault.ts'
import { renewVault } from './renew-vault.ts'
import type { Session } from './session.ts'

/** What an open vault waits for. */
export type Opened =
  /** For the custodian: the person reads the fingerprint out, and types the one of the introduction when it is there. */
  | { readonly state: 'introduction'; readonly fingerprint: string; readonly isThere: boolean }
  /** For a roster that lists the key. */
  | { readonly state: 'admission'; readonly fingerprint: string }
  | {
      readonly state: 'unlocked'
      readonly fingerprint: string
      /** Own functions whose reading key is not here: nobody has handed it over, or it was changed. */
      readonly missing: readonly MissingKey[]
      /** A custodian has left another introduction than the one that is trusted. */
      readonly hasNewIntroduction: boolean
      /** What opened the vault before it was changed opens earlier texts of it, which the gateway has not forgotten yet. */
      readonly hasEarlier: boolean
    }

/** A reading key that the agency lists and that is not here. */
export interface MissingKey {
  readonly function: string
  /** An earlier key of the function is here: it was changed, or somebody lists a key of his own. */
  readonly wasHeld: boolean
}

/** ms for which a verified directory is used before it is asked for again. */
const FRESH = 60_000

/** Does what can be done with an open vault now, and says what it waits for. Throws `locked` if it was locked meanwhile. */
export async function settle(session: Session, vault: OpenVault): Promise<Opened> {
  const { introduction, keys } = vault.content
  const fingerprint = fingerprintOf(keys.signing.kid)
  const left = await session.gateway.leftForMe()
  if (introduction === null) {
    if (left.kid !== keys.signing.kid) await enrol(session, vault)
    const isThere = left.kid === keys.signing.kid && left.introduction !== null
    return { state: 'introduction', fingerprint, isThere }
  }
  const world = await worldOf(session, vault, introduction)
  // Who waits to be admitted asks anew each time.
  const directory = await world.directoryIfAdmitted(session.desk === undefined ? 0 : FRESH)
  const member = directory && findOwn(directory, vault)
  if (directory === undefined || member === undefined) return { state: 'admission', fingerprint }
  await takeIn(session, vault, { directory, member, handovers: left.handovers })
  // Another tab may have taken in what is missing here.
  if (missingKeys(vault, directory, member).length > 0) await vault.catchUp()
  // The sign-in may have ended while this went on.
  if (session.vault !== vault) throw new ClientError('locked', 'the keys were locked meanwhile')
  if (session.desk?.keys !== vault.content.keys) {
    session.desk = buildDesk(vault, member, world)
    session.tell('keys.changed', null)
  }
  await renewVault(session, vault)
  const missing = missingKeys(vault, directory, member)
  // What was asked is forgotten after a month; a key that was changed since is handed over to whoever asks again.
  if (missing.length > 0 && left.kid !== keys.signing.kid) await enrol(session, vault)
  const hasNewIntroduction =
    left.introduction !== null && left.introduction !== encodeIntroduction(introduction)
  const { hasEarlier } = vault.content
  return { state: 'unlocked', fingerprint, missing, hasNewIntroduction, hasEarlier }
}

/** Asks the custodians to be admitted with the key of this vault. */
async function enrol({ gateway }: Session, { owner, content }: OpenVault): Promise<void> {
  const { agency, issuer: iss, subject: sub } = owner
  const applicant = { agency, identity: { iss, sub } }
  await gateway.enrol(signEnrolment(applicant, content.keys.signing, Date.now()))
}

/** The gateway and its log as the introduction knows them. */
interface World {
  readonly keeper: Keeper
  readonly node: string
  readonly log: NoteVerifier
  readonly directory: () => Promise<Directory>
  /** Undefined while the gateway knows the person as no member. */
  readonly directoryIfAdmitted: (age: number) => Promise<Directory | undefined>
  readonly law: Desk['law']
  readonly judgeLaw: Desk['judgeLaw']
  readonly witnesses: Desk['witnesses']
}

const worlds = new WeakMap<OpenVault, { readonly of: Introduction; readonly world: World }>()

/** The world of a vault's introduction: opened once, so that one keeper keeps all that is seen. */
async function worldOf(
  session: Session,
  vault: OpenVault,
  introduction: Introduction,
): Promise<World> {
  const known = worlds.get(vault)
  if (known?.of === introduction) return known.world
  const world = await openWorld(session, vault, introduction)
  worlds.set(vault, { of: introduction, world })
  return world
}

async function openWorld(
  { gateway }: Session,
  vault: OpenVault,
  { gateway: pinned, pins, witnesses: policy, law: pinnedLaw }: Introduction,
): Promise<World> {
  const node = await gateway.node()
  verifyGatewayKeys(readGatewayKeys(node), pinned)
  const log = parseVerifierKey(pinned.log)
  const save = (kept: Keeper['kept']) => vault.keep(kept)
  const witnesses = policy === null ? undefined : parseLogPolicy(policy)
  const wait = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms))
  const parts = { log, witnesses, gateway, clock: Date.now, save, wait }
  const keeper = new Keeper(parts, keptSince(pinnedLaw, vault.kept))
  const trusted = new Map(Object.entries(pins))
  const load = () => loadTrustedDirectory({ gateway, pins: trusted, keeper, now: Date.now() })
  const directory = keepFresh(load)
  return {
    keeper,
    node: pinned.node,
    log,
    witnesses,
    directory: () => directory(FRESH),
    directoryIfAdmitted: (age) => directory(age).catch(undefinedIfUnknown),
    law: async () => {
      const { loadActiveLaw } = await import('./active-law.ts')
      return loadActiveLaw(gateway, keeper, await directory(FRESH))
    },
    judgeLaw: async (policySet, at) => keeper.judgeLaw(policySet, at, await directory(FRESH)),
  }
}

/** Asks again when the last answer is older than `age` (ms) or was a failure; whoever asks meanwhile waits for the same. */
function keepFresh<T>(load: () => Promise<T>): (age: number) => Promise<T> {
  let loaded: { readonly at: number; readonly value: Promise<T> } | undefined
  return (age) => {
    if (loaded !== undefined && Date.now() - loaded.at < age) return loaded.value
    const value = load()
    const mine = { at: Date.now(), value }
    loaded = mine
    value.catch(() => {
      if (loaded === mine) loaded = undefined
    })
    return value
  }
}

function undefinedIfUnknown(error: unknown): undefined {
  if (error instanceof ClientError && error.code === 'member-unknown') return undefined
  throw error
}

function findOwn({ states }: Directory, { owner, content }: OpenVault): Member | undefined {
  const state = states.get(owner.agency)
  return state && findMember(state, content.keys.signing.kid)
}

interface TakeIn {
  readonly directory: Directory
  readonly member: Member
  readonly handovers: readonly string[]
}

/** Takes in what was handed over, if the custodians have signed for it; what they have not is left where it lies. */
async function takeIn(
  { gateway }: Session,
  vault: OpenVault,
  { directory, member, handovers }: TakeIn,
): Promise<void> {
  if (handovers.length === 0) return
  const state = directory.states.get(vault.owner.agency)!
  const takeInto = ({ keys }: VaultContent) => takeInKeys({ keys, state, member, handovers })
  const { taken } = takeInto(vault.content)
  if (taken.length === 0) return
  // From what there is when it is saved: another tab may have taken in others.
  await vault.change((open) => ({
    ...open,
    content: { ...open.content, keys: takeInto(open.content).keys },
  }))
  for (const kid of taken) await gateway.noteTaken(kid)
}

function missingKeys(vault: OpenVault, directory: Directory, member: Member): MissingKey[] {
  const { reading } = vault.content.keys
  const held = new Map(
    member.payload.assignments.map(({ function: id }) => [
      id,
      new Set((reading.get(id) ?? []).map((key) => key.kid)),
    ]),
  )
  return findForeignKeys(directory, held).map(({ function: id }) => ({
    function: id,
    wasHeld: held.get(id)!.size > 0,
  }))
}

function buildDesk(vault: OpenVault, member: Member, world: World): Desk {
  const { keeper, node, log, directory, law, judgeLaw, witnesses } = world
  return {
    agency: vault.owner.agency,
    member: member.payload.member,
    directory,
    draftRoots: () => listOpeningRoots(vault.content.drafts, Date.now()),
    keys: vault.content.keys,
    law,
    judgeLaw,
    node,
    log,
    witnesses,
    keptCheckpoint: () => keeper.kept.checkpoint,
    verifyClaim: (claim, expected) => keeper.verify(claim, expected),
    verify: (answer, expected) => keeper.verify(parseRecordClaim(answer), expected),
  }
}
