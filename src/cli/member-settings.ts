import type { Uuid } from '../protocol/uuid.ts'

/** What `members/<slug>.json` says. */
export interface MemberSettings {
  readonly v: 1
  readonly member: string
  readonly slug: string
  readonly functions: readonly string[]
  /** What new reading keys are sealed to, signed by the member; see `client/key-handover.ts`. */
  readonly receivingKey?: string
  /** `kid` of the own key of a member whose keys are in a browser, and not in this folder. */
  readonly kid?: string
  readonly token?: TokenSettings
  /** Replies that were held when they were sent; see `held-answers.ts`. */
  readonly heldAnswers?: readonly HeldAnswer[]
}

/** A reply that waited for a second person, so that its `answered` receipt could not be given yet. */
export interface HeldAnswer {
  readonly answer: Uuid
  readonly inReplyTo: Uuid
}

/** How a member gets a bearer token: the client credentials grant (RFC 6749 §4.4) at an OpenID provider. */
export interface TokenSettings {
  readonly issuer: string
  readonly clientId: string
  /** File with the client secret, beside the folder or elsewhere; private. */
  readonly secretFile: string
  /** The gateway's name at the provider: the `resource` (RFC 8707) that becomes `aud` of the token. */
  readonly resource: string
}
