import { AuditError } from '../audit/errors.ts'
import type { Writer } from '../audit/write-item.ts'
import { encodeUtf8 } from '../protocol/bytes.ts'
import { digestOf } from '../protocol/sha256.ts'
import type { Db } from '../storage/db.ts'
import { hasSession } from '../storage/session.ts'
import type { Actor } from './actor.ts'

/** Records a member's first request under a token, whichever process it comes to, before it has any effect. */
export type StartSession = (token: string, actor: Actor) => Promise<void>

/** Tokens that a process remembers; a forgotten one is asked about again, and not recorded again. */
const REMEMBERED = 10_000

/**
 * Sign-ins: a token is one, however many requests come under it. What a process has seen it does not ask again; what another has
 * recorded the database knows, by a digest of the token. Rejects as `Writer.append` when it cannot be recorded.
 */
export function buildSessions({ db, writer }: SessionDeps): StartSession {
  const seen = new Map<string, Promise<void>>()
  return (token, actor) => {
    const known = seen.get(token)
    if (known !== undefined) return known
    const started = record({ db, writer }, token, actor)
    seen.set(token, started)
    started.catch(() => seen.delete(token))
    if (seen.size > REMEMBERED) seen.delete(seen.keys().next().value!)
    return started
  }
}

interface SessionDeps {
  readonly db: Db
  readonly writer: Writer
}

async function record({ db, writer }: SessionDeps, text: string, actor: Actor): Promise<void> {
  const token = digestOf(encodeUtf8(text))
  if (await hasSession(db, token)) return
  try {
    await writer.append({ kind: 'session', agency: actor.agency, actor: actor.member, token })
  } catch (error) {
    // Another process was faster.
    if (!(error instanceof AuditError) || error.code !== 'already-recorded') throw error
  }
}
