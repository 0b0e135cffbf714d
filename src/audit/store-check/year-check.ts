import { equalBytes } from '../../protocol/bytes.ts'
import { ProtocolError } from '../../protocol/errors.ts'
import { originOfYear, verifyLogCheckpoint, verifyOpened } from '../../protocol/tlog/log-year.ts'
import { leafHash } from '../../protocol/tlog/merkle.ts'
import type { NoteVerifier } from '../../protocol/tlog/note.ts'
import { LogTree } from '../log-tree.ts'
import type { FullTile } from '../log-tree.ts'
import type { LogYear } from '../store.ts'
import type { ReportStoreFault, StoreFaultCode } from './store-fault.ts'

/** A checkpoint as a row has it. */
export interface CheckpointRow {
  readonly size: number
  readonly previous: number
  readonly root: Uint8Array
  readonly note: string
}

/** What an entry's row has, besides its id. */
export interface LeafRow {
  readonly hash: Uint8Array
  readonly body: Uint8Array
}

/** What is compared with the entries of a year. */
export interface YearRows {
  readonly year: LogYear
  /** All of them, in order. */
  readonly checkpoints: readonly CheckpointRow[]
  /** By `level/index`; those that were compared are taken out. */
  readonly tiles: Map<string, Pick<FullTile, 'root' | 'data'>>
  /** The last checkpoint of the year before; null for the first year of all. */
  readonly before: string | null
}

/**
 * Builds the tree of one year anew from its entries and compares everything that is stored of it: each entry's hash, each checkpoint
 * with its signature and its root, each full tile, and how the year began. Entries are given in order.
 */
export class YearCheck {
  readonly #rows: YearRows
  readonly #log: NoteVerifier
  readonly #report: ReportStoreFault
  #tree = new LogTree(0, [[]])
  /** Checkpoints whose size the tree has not reached. */
  readonly #ahead: CheckpointRow[]

  constructor(rows: YearRows, log: NoteVerifier, report: ReportStoreFault) {
    this.#rows = rows
    this.#log = log
    this.#report = report
    this.#ahead = rows.checkpoints.toReversed()
    this.#checkNotes()
  }

  /** Adds the next entries. */
  add(leaves: readonly LeafRow[]): void {
    const { year, before } = this.#rows
    leaves.forEach(({ hash, body }, i) => {
      const index = this.#tree.size + i
      if (!equalBytes(hash, leafHash(body)))
        this.#tell('log-record-altered', { position: year.start + index })
      if (index === 0 && !opens(body, before, this.#log)) this.#tell('log-years-broken')
    })
    // As they are stored: which entry is wrong has been told, and whether the tree is another is another question.
    let rest = leaves.map(({ hash }) => hash)
    while (rest.length > 0) {
      const next = this.#ahead.at(-1)
      const count = Math.min(rest.length, (next?.size ?? Infinity) - this.#tree.size)
      this.#grow(rest.slice(0, count))
      rest = rest.slice(count)
      if (this.#tree.size !== next?.size) continue
      this.#ahead.pop()
      if (!equalBytes(next.root, this.#tree.root)) this.#tell('log-tree-altered')
    }
  }

  /** Tells of what should have come, and of what nothing was said. */
  end(): void {
    const { checkpoints, tiles } = this.#rows
    if (checkpoints.at(-1)?.size !== this.#tree.size) this.#tell('log-incomplete')
    if (tiles.size > 0) this.#tell('log-tree-altered', { table: 'log.tile' })
  }

  #grow(hashes: readonly Uint8Array[]): void {
    const { tree, tiles } = this.#tree.grow(hashes)
    this.#tree = tree
    for (const { level, index, root, data } of tiles) {
      const key = `${level}/${index}`
      const stored = this.#rows.tiles.get(key)
      this.#rows.tiles.delete(key)
      if (stored === undefined) this.#tell('log-incomplete', { table: 'log.tile' })
      else if (!equalBytes(stored.root, root) || !equalBytes(stored.data, data))
        this.#tell('log-tree-altered', { table: 'log.tile' })
    }
  }

  #checkNotes(): void {
    const { year, checkpoints } = this.#rows
    const origin = originOfYear(this.#log.name, year.year)
    let previous = 0
    for (const { size, previous: before, root, note } of checkpoints) {
      if (before !== previous) this.#tell('log-incomplete', { table: 'log.checkpoint' })
      previous = size
      const signed = readOrRefuse(() => verifyLogCheckpoint(note, this.#log))
      if (signed?.origin !== origin) this.#tell('log-key-wrong')
      else if (signed.size !== size || !equalBytes(signed.root, root))
        this.#tell('log-tree-altered', { table: 'log.checkpoint' })
    }
  }

  #tell(code: StoreFaultCode, where: { position?: number; table?: string } = {}): void {
    this.#report({ code, year: this.#rows.year.year, ...where })
  }
}

function opens(leaf: Uint8Array, before: string | null, log: NoteVerifier): boolean {
  return readOrRefuse(() => (verifyOpened(leaf, before, log), true)) ?? false
}

function readOrRefuse<T>(read: () => T): T | undefined {
  try {
    return read()
  } catch (error) {
    if (error instanceof ProtocolError) return undefined
    throw error
  }
}
