import type { FastifyBaseLogger } from 'fastify'
import { verifyAgreement } from '../protocol/agency-agreement.ts'
import type { AgencyRoot } from '../protocol/agency-chain.ts'
import type { AgencyState } from '../protocol/agency-state.ts'
import type { Digest } from '../protocol/sha256.ts'
import type { Statement } from '../protocol/statement.ts'
import { buildAgencyView } from './agency-view.ts'
import type { RecordedTexts, AgencyView } from './agency-view.ts'
import { GatewayError } from './errors.ts'
import type { DirectoryText } from '../storage/directory.ts'

/** Where the statements lie. */
export interface DirectorySource {
  /** Index of the last record of such a statement; -1 without any. Cheap: asked often. */
  readonly findVersion: () => Promise<number>
  /** Those recorded after an index, in the log's order. */
  readonly listAfter: (version: number) => Promise<readonly DirectoryText[]>
}

interface DirectoryOptions {
  readonly source: DirectorySource
  readonly pins: ReadonlyMap<string, Digest>
  readonly clock: () => number
  readonly log: FastifyBaseLogger
  /** Called before what was said of the node's law is taken in; if it rejects, it is called again next time. */
  readonly onPolicyChange: () => Promise<void>
}

/**
 * The verified states of all agencies, in memory. Another replica's statements are seen by the version, the index of the
 * last one in the log: asked for when the last answer is older than half a second, and always before somebody is told
 * that he is unknown. That is soon enough: what must not be missed (a revocation, a retired key) the database checks
 * again under the log's lock when something is written.
 */
export interface Directory {
  /** Brings the views up to date. `isForced`: even if they were looked at a moment ago. */
  refresh(isForced?: boolean): Promise<void>
  find(agency: string): AgencyView | undefined
  list(): readonly AgencyView[]
  /** The agency's state; throws `roster-missing`. */
  load(agency: string): AgencyState
  /** Every statement, in the log's order. */
  readonly texts: () => readonly DirectoryText[]
  readonly agreements: () => readonly Statement<'agreement'>[]
  readonly roots: () => ReadonlyMap<string, AgencyRoot>
}

const FRESH_MS = 500

/** Builds the directory; nothing is read until the first refresh. */
export function buildDirectory({
  source,
  pins,
  clock,
  log,
  onPolicyChange,
}: DirectoryOptions): Directory {
  let version = -1
  let lookedAt = -Infinity
  let refreshing: Promise<void> | undefined
  const texts: DirectoryText[] = []
  let views = new Map<string, AgencyView>()
  let agreements: readonly Statement<'agreement'>[] = []

  async function read(): Promise<void> {
    const current = await source.findVersion()
    if (current > version) {
      const added = await source.listAfter(version)
      if (added.some(({ kind }) => kind.startsWith('policy-'))) await onPolicyChange()
      texts.push(...added)
      version = added.at(-1)?.recorded ?? version
      verify(new Set(added.map((text) => text.agency)))
    }
    lookedAt = clock()
  }

  function verify(changed: ReadonlySet<string | null>): void {
    const next = new Map(views)
    for (const [agency, pin] of pins) {
      if (!changed.has(agency) && next.has(agency)) continue
      const earlier = views.get(agency)
      try {
        const own = textsOf(agency, texts)
        next.set(agency, buildAgencyView({ agency, pin, texts: own, now: clock(), earlier }))
      } catch (err) {
        // One agency's stored statements do not verify: it is silent, the others go on.
        log.error({ err, agency }, 'stored statements of an agency do not verify')
        next.delete(agency)
      }
    }
    views = next
    agreements = verifyAgreements(texts, rootsOf(views))
  }

  return {
    async refresh(isForced = false) {
      if (!isForced && clock() - lookedAt < FRESH_MS) return
      // A reading that is under way may have begun before what the caller wants to see was written.
      if (isForced && refreshing !== undefined) await refreshing
      refreshing ??= read().finally(() => (refreshing = undefined))
      await refreshing
    },
    find: (agency) => views.get(agency),
    list: () => [...views.values()],
    load(agency) {
      const state = views.get(agency)?.state
      if (state === undefined)
        throw new GatewayError('roster-missing', 'the agency has no roster under its current root')
      return state
    },
    texts: () => texts,
    agreements: () => agreements,
    roots: () => rootsOf(views),
  }
}

function textsOf(agency: string, texts: readonly DirectoryText[]): RecordedTexts {
  const own = texts.filter((text) => text.agency === agency)
  const ofKind = (kind: string) => own.filter((text) => text.kind === kind).map(({ text }) => text)
  return {
    roots: ofKind('root'),
    rosters: ofKind('roster'),
    credentials: ofKind('credential'),
    functionKeys: ofKind('function-key'),
  }
}

function rootsOf(views: ReadonlyMap<string, AgencyView>): ReadonlyMap<string, AgencyRoot> {
  return new Map(
    [...views].flatMap(([agency, { root }]) => (root === undefined ? [] : [[agency, root]])),
  )
}

function verifyAgreements(
  texts: readonly DirectoryText[],
  roots: ReadonlyMap<string, AgencyRoot>,
): readonly Statement<'agreement'>[] {
  return texts
    .filter(({ kind }) => kind === 'agreement')
    .flatMap(({ text }) => {
      try {
        return [verifyAgreement(text, roots)]
      } catch {
        // An agreement holds only while every party's custodians are known here.
        return []
      }
    })
}
