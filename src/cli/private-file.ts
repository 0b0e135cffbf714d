/**
 * Files that only their owner may read, and that are either whole or absent.
 *
 * A crash at any point leaves the old file or the new one, and at worst a `.tmp` file beside it that nothing reads.
 *
 * @module
 */
import { randomBytes } from 'node:crypto'
import { link, lstat, mkdir, open, readFile, rename, unlink } from 'node:fs/promises'
import { dirname } from 'node:path'
import { CliError } from './errors.ts'

const FILE_MODE = 0o600
const FOLDER_MODE = 0o700
/** Permission bits of group and others: none may be set on what holds keys. */
const OTHERS = 0o077

/** Makes a folder (and its parents) for its owner alone. An existing folder must already be so. */
export async function makePrivateFolder(path: string): Promise<void> {
  await mkdir(path, { recursive: true, mode: FOLDER_MODE })
  await verifyPrivateFolder(path)
}

/** Throws `folder-not-private` unless the folder is one that only its owner may enter. */
export async function verifyPrivateFolder(path: string): Promise<void> {
  const stats = await lstat(path)
  if (!stats.isDirectory() || isOpenToOthers(stats)) throw new CliError('folder-not-private', path)
}

/** Writes a file that must not exist yet: keys are never overwritten. Throws `file-exists`. */
export async function createPrivateFile(path: string, content: string | Uint8Array): Promise<void> {
  const temporary = await writeTemporary(path, content)
  try {
    // A hard link fails if the name is taken; a rename would silently replace what is there.
    await link(temporary, path)
  } catch (cause) {
    if (isErrno(cause, 'EEXIST')) throw new CliError('file-exists', path, { cause })
    throw cause
  } finally {
    await unlink(temporary)
  }
  await syncFolder(dirname(path))
}

/** Writes a file, replacing what was there in one step. */
export async function replacePrivateFile(
  path: string,
  content: string | Uint8Array,
): Promise<void> {
  await rename(await writeTemporary(path, content), path)
  await syncFolder(dirname(path))
}

/** Reads a file that only its owner may read. Throws `file-missing`, `file-not-private`. */
export async function readPrivateFile(path: string): Promise<string> {
  let stats
  try {
    stats = await lstat(path)
  } catch (cause) {
    if (isErrno(cause, 'ENOENT')) throw new CliError('file-missing', path, { cause })
    throw cause
  }
  if (!stats.isFile() || isOpenToOthers(stats)) throw new CliError('file-not-private', path)
  return readFile(path, 'utf8')
}

function isOpenToOthers(stats: { readonly mode: number; readonly uid: number }): boolean {
  // Windows has no such bits: there the folder's access list is what protects.
  if (process.platform === 'win32') return false
  return (stats.mode & OTHERS) !== 0 || stats.uid !== process.getuid?.()
}

async function writeTemporary(path: string, content: string | Uint8Array): Promise<string> {
  const temporary = `${path}.${randomBytes(6).toString('hex')}.tmp`
  const file = await open(temporary, 'wx', FILE_MODE)
  try {
    await file.writeFile(content)
    await file.sync()
  } finally {
    await file.close()
  }
  return temporary
}

/** Makes the new name itself durable: without this a power cut may lose it. Not possible, nor needed, on Windows. */
async function syncFolder(path: string): Promise<void> {
  if (process.platform === 'win32') return
  const folder = await open(path, 'r')
  try {
    await folder.sync()
  } finally {
    await folder.close()
  }
}

/** Tells whether an error is the named operating system error. */
export function isErrno(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code
}
