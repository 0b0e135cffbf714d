import { randomBytes } from 'node:crypto'
import { link, open, rename, unlink } from 'node:fs/promises'
import { dirname } from 'node:path'

const OWNER_ONLY = 0o600

/** Writes a file in one step, replacing what was there: a crash leaves the old or the new one, and it is durable on return. */
export async function replaceDurably(path: string, text: string): Promise<void> {
  const temporary = await writeTemporary(path, text)
  await rename(temporary, path)
  await syncFolder(dirname(path))
}

/** Writes a file that must not exist yet, whole or not at all; rejects with `EEXIST`. */
export async function createDurably(path: string, text: string): Promise<void> {
  const temporary = await writeTemporary(path, text)
  try {
    // A rename would replace what is there.
    await link(temporary, path)
  } finally {
    await unlink(temporary)
  }
  await syncFolder(dirname(path))
}

async function writeTemporary(path: string, text: string): Promise<string> {
  const temporary = `${path}.${randomBytes(6).toString('hex')}.tmp`
  const file = await open(temporary, 'wx', OWNER_ONLY)
  try {
    await file.writeFile(text)
    await file.sync()
  } catch (error) {
    // On a full disk nothing may be left that takes even more.
    await unlink(temporary).catch(() => {})
    throw error
  } finally {
    await file.close()
  }
  return temporary
}

/** Makes the new name itself durable. Not possible, nor needed, on Windows. */
async function syncFolder(path: string): Promise<void> {
  if (process.platform === 'win32') return
  const folder = await open(path, 'r')
  try {
    await folder.sync()
  } finally {
    await folder.close()
  }
}
