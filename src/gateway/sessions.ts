import { AuditError } from '../audit/errors.ts'
import type { RecordKey } from '../audit/record-key.ts'
import type { Writer } from '../audit/write-item.ts'
import type { Db } from '../storage/db.ts'
import { hasSession } from '../storage/session.ts'
import type { Actor } from './actor.ts'
import type { Claims } from './plugins/authenticate.ts'

/** A member under a token that was verified. */
export interface Session {
  readonly claims: Claims
  readonly actor: Actor
}

/** The sign-ins of this node's members. */
export interface Sessions {
  /** Whether this process has recorded it, or knows it to be recorded. */
  readonly isKnown: (session: Session) => boolean
  /** Records a member's first request under a token, whichever process it comes to, before it has any effect. */
  readonly start: (session: Session) => Promise<void>
}

interface SessionDeps {
  readonly db: Db
  readonly writer: Writer
  readonly recordKey: RecordKey
}

/** Tokens that a process remembers; a forgotten one is asked about again, and not recorded again. */
const REMEMBERED = 10_000

/**
 * Sign-ins: a token is one, however many requests come under it, and however it is written. What a process has seen it does not
 * ask again; what another has recorded the database knows, under a name that tells nothing. `start` rejects as `Writer.append`
 * when it cannot be recorded.
 */
export function buildSessions(deps: SessionDeps): Sessions {
  const seen = new Map<string, Promise<void>>()
  return {
    isKnown: ({ claims }) => seen.has(nameOf(claims)),
    start({ claims, actor }) {
      const name = nameOf(claims)
      const known = seen.get(name)
      if (known !== undefined) return known
      const started = record(deps, name, actor)
      seen.set(name, started)
      started.catch(() => seen.delete(name))
      if (seen.size > REMEMBERED) seen.delete(seen.keys().next().value!)
      return started
    },
  }
}

/** What its issuer has put in, and not the text: that has more than one form, for the bearer to choose. */
function nameOf({ iss, sub, iat = null, jti = null, exp }: Claims): string {
  return JSON.stringify([iss, sub, iat, jti, exp])
}

async function record(
  { db, writer, recordKey }: SessionDeps,
  name: string,
  { agency, member }: Actor,
): Promise<void> {
  const token = recordKey.sessionOf(name)
  if (await hasSession(db, token)) return
  try {
    await writer.append({ kind: 'session', agency, actor: member, token })
  } catch (error) {
    // Another process was faster.
    if (!(error instanceof AuditError) || error.code !== 'already-recorded') throw error
  }
}
