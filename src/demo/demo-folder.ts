import { lstat, mkdir, readFile, readdir, rm, statfs, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { DemoError } from './errors.ts'

/** The demonstration's own folder, held until `release`. */
export interface DemoFolder {
  readonly path: string
  /** Lets another demonstration have the folder. What was written stays, to look at. */
  release(): Promise<void>
}

/** The mark by which a folder is known as ours, and which process holds it. */
const MARK = 'demonstration.pid'
/** PostgreSQL's own mark of a running server. */
const POSTMASTER = join('gateway', 'database', 'data', 'postmaster.pid')
const SPACE_NEEDED = 300 * 1024 * 1024

/**
 * Takes a folder: makes it, or empties what an earlier demonstration left in it. Throws DemoError when another program's
 * files are there, another demonstration holds it, or it cannot be written to.
 */
export async function takeDemoFolder(path: string): Promise<DemoFolder> {
  try {
    await mkdir(path, { recursive: true })
    await verifyOurs(path)
    await empty(path)
    await verifySpace(path)
    await writeFile(join(path, MARK), `${process.pid}\n`, { flag: 'wx' })
  } catch (error) {
    throw translate(error, path)
  }
  return { path, release: () => writeFile(join(path, MARK), '') }
}

async function verifyOurs(path: string): Promise<void> {
  const { uid } = await lstat(path)
  if (uid !== process.getuid?.()) throw new DemoError('folder-not-ours', path)
  const files = await readdir(path)
  if (files.length === 0) return
  if (!files.includes(MARK)) throw new DemoError('folder-not-ours', path)
  const holder = await readProcessNumber(join(path, MARK))
  if (holder !== undefined) throw new DemoError('folder-in-use', holder)
  const database = await readProcessNumber(join(path, POSTMASTER))
  if (database !== undefined) throw new DemoError('database-left-running', database)
}

/** The process that a file names, if it is alive. */
async function readProcessNumber(path: string): Promise<string | undefined> {
  const text = await readFile(path, 'utf8').catch(() => '')
  const pid = Number.parseInt(text, 10)
  if (!(pid > 0)) return undefined
  try {
    process.kill(pid, 0)
    return String(pid)
  } catch (error) {
    // EPERM: it is alive, and somebody else's.
    return hasCode(error, 'EPERM') ? String(pid) : undefined
  }
}

async function empty(path: string): Promise<void> {
  for (const file of await readdir(path)) {
    await rm(join(path, file), { recursive: true, force: true })
  }
}

async function verifySpace(path: string): Promise<void> {
  const { bavail, bsize } = await statfs(path)
  if (bavail * bsize < SPACE_NEEDED) throw new DemoError('disk-full', path)
}

function translate(error: unknown, path: string): unknown {
  if (hasCode(error, 'ENOSPC', 'EDQUOT')) {
    return new DemoError('disk-full', path, { cause: error })
  }
  if (hasCode(error, 'EACCES', 'EPERM', 'EROFS', 'ENOTDIR', 'EEXIST')) {
    return new DemoError('folder-not-writable', path, { cause: error })
  }
  return error
}

function hasCode(error: unknown, ...codes: readonly string[]): boolean {
  return error instanceof Error && 'code' in error && codes.includes(String(error.code))
}
