import { AuditError } from '../audit/errors.ts'
import type { RecordKey } from '../audit/record-key.ts'
import type { Writer } from '../audit/write-item.ts'
import type { Db } from '../storage/db.ts'
import { hasSession } from '../storage/session.ts'
import type { Actor } from './actor.ts'

/** A member under a sign-in that was verified. */
export interface Session {
  /** Names the sign-in, in this process only. */
  readonly name: string
  readonly actor: Actor
}

/** The sign-ins of this node's members. */
export interface Sessions {
  /** Whether this process has recorded it, or knows it to be recorded. */
  readonly isKnown: (session: Session) => boolean
  /** Records a member's first request under a sign-in, whichever process it comes to, before it has any effect. */
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
 * Sign-ins: one for each name, however many requests come under it. What a process has seen it does not
 * ask again; what another has recorded the database knows, under a name that tells nothing. `start` rejects as `Writer.append`
 * when it cannot be recorded.
 */
export function buildSessions(deps: SessionDeps): Sessions {
  const seen = new Map<string, Promise<void>>()
  return {
    isKnown: ({ name }) => seen.has(name),
    start({ name, actor }) {
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
