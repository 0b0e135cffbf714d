import { equalBytes } from '../protocol/bytes.ts'
import { verifyCheckpoint } from '../protocol/tlog/checkpoint.ts'
import type { NoteVerifier } from '../protocol/tlog/note.ts'
import { AuditError } from './errors.ts'
import { LogTree } from './log-tree.ts'
import type { AuditStore } from './store.ts'

/** The log as it is stored, verified, with the time of its newest record in ms since 1970. */
export interface LoadedLog {
  readonly tree: LogTree
  readonly at: number
}

/**
 * Loads the right edge of the stored tree. Throws `log-invalid` unless the newest checkpoint carries the signature of
 * this key and the edge leads to its root. It cannot tell an older state of the same log: only witnesses can.
 */
export async function loadLogTree(store: AuditStore, verifier: NoteVerifier): Promise<LoadedLog> {
  // The head first, then what lies below it: entries never change, so two statements cannot disagree.
  const head = await store.findHead()
  if (head === undefined) return { tree: new LogTree(0, []), at: 0 }
  const signed = readCheckpoint(head.note, verifier)
  const tree = new LogTree(head.size, await store.loadEdges(head.size))
  if (signed.size !== head.size || !equalBytes(signed.root, tree.root))
    throw new AuditError('log-invalid', 'the stored tree does not have the root that was signed')
  return { tree, at: head.at }
}

function readCheckpoint(note: string, verifier: NoteVerifier) {
  try {
    return verifyCheckpoint(note, verifier)
  } catch (cause) {
    throw new AuditError('log-invalid', 'the newest checkpoint is not signed by this log', {
      cause,
    })
  }
}
