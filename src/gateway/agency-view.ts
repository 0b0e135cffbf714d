import { parseSigningJwk } from '../protocol/signing-key.ts'
import { parseStatementUnsafe } from '../protocol/statement.ts'
import type { Statement } from '../protocol/statement.ts'
import type { Digest } from '../protocol/sha256.ts'
import { verifyAgencyChain } from '../protocol/agency-chain.ts'
import type { AgencyRoot } from '../protocol/agency-chain.ts'
import { verifyRoster } from '../protocol/agency-roster.ts'
import { verifyAgencyState } from '../protocol/agency-state.ts'
import type { AgencyState, Member } from '../protocol/agency-state.ts'

/** The texts of all statements of an agency that are recorded here, each kind in the order of the log. */
export interface RecordedTexts {
  readonly roots: readonly string[]
  readonly rosters: readonly string[]
  readonly credentials: readonly string[]
  readonly functionKeys: readonly string[]
}

/** What this node knows of one agency at one size of the log. */
export interface AgencyView {
  readonly agency: string
  readonly texts: RecordedTexts
  /** Verified back to the pin; undefined until the agency has published its root. */
  readonly root: AgencyRoot | undefined
  /** Undefined until there is a roster under the current root. */
  readonly state: AgencyState | undefined
  /** Every credential that was ever accepted here, by `kid`: the signer of an old disclosure is still known. */
  readonly credentials: ReadonlyMap<string, Member>
}

interface ViewOptions {
  readonly agency: string
  readonly pin: Digest
  readonly texts: RecordedTexts
  /** ms since 1970. */
  readonly now: number
  /** The view before: what it verified is not verified again. */
  readonly earlier?: AgencyView | undefined
}

/** Verifies what an agency has published. Throws ProtocolError if the stored statements do not lead back to the pin. */
export function buildAgencyView(options: ViewOptions): AgencyView {
  const { agency, pin, texts, now, earlier } = options
  const root =
    texts.roots.length === 0
      ? undefined
      : verifyAgencyChain({ agency, pin, roots: texts.roots, now })
  return {
    agency,
    texts,
    root,
    state: root === undefined ? undefined : buildState(root, texts, earlier?.state),
    credentials: listCredentials(texts, earlier),
  }
}

function buildState(
  root: AgencyRoot,
  { rosters, credentials, functionKeys }: RecordedTexts,
  earlier: AgencyState | undefined,
): AgencyState | undefined {
  const text = rosters.at(-1)
  if (text === undefined) return undefined
  // After a change of root the agency is silent until a roster under the new one is published.
  if (parseStatementUnsafe('roster', text).payload.root !== root.digest) return undefined
  const roster: Statement<'roster'> = verifyRoster(text, root)
  return verifyAgencyState({
    root,
    roster,
    credentials,
    functionKeys,
    ...(earlier === undefined ? {} : { earlier }),
  })
}

/** Signatures were checked when each was accepted, by the root of that time. */
function listCredentials(
  { credentials }: RecordedTexts,
  earlier: AgencyView | undefined,
): ReadonlyMap<string, Member> {
  const known = new Map(earlier?.credentials)
  // Texts are only ever added, in the log's order.
  for (const text of credentials.slice(earlier?.texts.credentials.length ?? 0)) {
    const { digest, payload } = parseStatementUnsafe('credential', text)
    const key = parseSigningJwk(payload.key)
    known.set(key.kid, { credential: digest, key, payload })
  }
  return known
}
