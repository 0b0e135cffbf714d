/**
 * Hits of the relation rules: an opening by a member whose own declaration has a token in common with what was said of the parties of the
 * case, or who is barred from it. Tokens compare only within one function and under one of its keys.
 *
 * @module
 */
import type { RecordBody } from '../../protocol/record.ts'
import type { RelationKind, RelationToken } from '../../protocol/relation-token.ts'
import type { ReviewReason } from '../../protocol/review.ts'
import type { Digest } from '../../protocol/sha256.ts'
import type { Uuid } from '../../protocol/uuid.ts'

/** One declaration. */
export interface DeclaredRelation {
  /** Of the signed statement. */
  readonly digest: Digest
  readonly function: string
  /** Who declared it. */
  readonly member: Uuid
  /** Null: about that member. */
  readonly case: string | null
  readonly kid: string
  readonly tokens: readonly RelationToken[]
  /** Members who are barred from the case. */
  readonly barred: readonly Uuid[]
  /** Members who are so no more. */
  readonly readmitted: readonly Uuid[]
}

/** Who is barred from a case by what was declared, in the log's order: of each member the last word counts. */
export function barredFrom(declared: readonly DeclaredRelation[], reference: string): Set<Uuid> {
  const barred = new Set<Uuid>()
  for (const one of declared.filter((it) => it.case === reference)) {
    for (const member of one.barred) barred.add(member)
    for (const member of one.readmitted) barred.delete(member)
  }
  return barred
}

/** Whether a member acted in a record. */
export type IsActor = (member: Uuid, body: RecordBody) => boolean

const REASONS: Readonly<Record<RelationKind, ReviewReason>> = {
  surname: 'same-surname',
  area: 'same-area',
}

/** Tells why an act in a case concerns its member more than it should. */
export class Relations {
  readonly #selves: readonly DeclaredRelation[]
  readonly #cases: ReadonlyMap<string | null, readonly DeclaredRelation[]>
  readonly #isActor: IsActor

  /** In the log's order: of what a member says of himself in a function, the last counts. */
  constructor(declared: readonly DeclaredRelation[], isActor: IsActor) {
    const selves = declared.filter((one) => one.case === null)
    this.#selves = [
      ...new Map(selves.map((one) => [`${one.function} ${one.member}`, one])).values(),
    ]
    this.#cases = Map.groupBy(
      declared.filter((one) => one.case !== null),
      (one) => one.case,
    )
    this.#isActor = isActor
  }

  /** The reasons that a record gives, of a case that something was said about. */
  reasonsOf(body: RecordBody): ReviewReason[] {
    const said = this.#cases.get(body.case ?? '') ?? []
    if (said.length === 0 || body.actor === null) return []
    const barred = said.flatMap((one) => one.barred)
    const own = this.#selves.filter(({ member }) => this.#isActor(member, body))
    const shared = own.flatMap((self) => sharedKinds(self, said))
    return [
      ...(barred.some((member) => this.#isActor(member, body)) ? ['deny-listed' as const] : []),
      ...new Set(shared.map((what) => REASONS[what])),
    ]
  }
}

function sharedKinds(self: DeclaredRelation, said: readonly DeclaredRelation[]): RelationKind[] {
  const comparable = said.filter((one) => one.function === self.function && one.kid === self.kid)
  const tokens = new Set(comparable.flatMap((one) => one.tokens.map(({ token }) => token)))
  return self.tokens.filter(({ token }) => tokens.has(token)).map(({ what }) => what)
}
