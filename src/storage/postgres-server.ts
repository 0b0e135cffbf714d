import { spawn } from 'node:child_process'
import type { ChildProcess, SpawnOptions } from 'node:child_process'
import { once } from 'node:events'
import { chown, mkdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { StorageError } from './errors.ts'
import type { PostgresProgram } from './postgres-program.ts'

/** What the server writes once it takes connections; `LC_ALL=C` keeps it in English. */
const READY = 'database system is ready to accept connections'

/** Creates a cluster in `<dir>/data` whose superuser `postgres` has this password. */
export async function createCluster(
  program: PostgresProgram,
  dir: string,
  password: string,
): Promise<void> {
  const data = join(dir, 'data')
  const passwordFile = join(dir, 'initdb-password')
  await mkdir(data, { mode: 0o700 })
  await writeFile(passwordFile, `${password}\n`, { mode: 0o600, flag: 'wx' })
  try {
    for (const path of [data, passwordFile]) await handOver(program, path)
    const child = spawn(
      program.initdb,
      [
        `--pgdata=${data}`,
        '--username=postgres',
        `--pwfile=${passwordFile}`,
        '--auth=scram-sha-256',
        '--encoding=UTF8',
        '--no-locale',
        '--no-sync',
      ],
      options(program),
    )
    const said = listen(child)
    const [code] = (await once(child, 'close')) as [number | null]
    if (code !== 0) throw notStarted(said())
  } finally {
    await rm(passwordFile, { force: true })
  }
}

/** Starts the server of a cluster and resolves once it takes connections; the result stops it. */
export async function startServer(
  program: PostgresProgram,
  dir: string,
  settings: readonly string[],
): Promise<() => Promise<void>> {
  const flags = settings.flatMap((setting) => ['-c', setting])
  const child = spawn(program.postgres, ['-D', join(dir, 'data'), ...flags], {
    ...options(program),
    // Ctrl-C in a terminal reaches every process of the group; the server must outlive those that still write to it.
    detached: true,
  })
  const said = listen(child)
  const stopWithUs = () => void child.kill('SIGINT')
  process.once('exit', stopWithUs)
  child.once('close', () => process.off('exit', stopWithUs))
  await waitUntilReady(child, said)
  return () => stop(child)
}

async function handOver({ runAs }: PostgresProgram, path: string): Promise<void> {
  if (runAs !== undefined) await chown(path, runAs.uid, runAs.gid)
}

function options({ runAs }: PostgresProgram): SpawnOptions {
  return {
    ...runAs,
    cwd: '/',
    env: { ...process.env, LC_ALL: 'C' },
    stdio: ['ignore', 'ignore', 'pipe'],
  }
}

/** Collects what a program says on standard error; the result gives the last lines. */
function listen(child: ChildProcess): () => string {
  let text = ''
  child.stderr?.setEncoding('utf8')
  child.stderr?.on('data', (chunk: string) => {
    text = (text + chunk).slice(-2000)
  })
  return () => text
}

async function waitUntilReady(child: ChildProcess, said: () => string): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    const settled = (finish: () => void) => {
      child.stderr?.off('data', onData)
      child.off('close', onClose)
      child.off('error', onError)
      finish()
    }
    const onData = () => {
      if (said().includes(READY)) settled(resolve)
    }
    const onClose = () => settled(() => reject(notStarted(said())))
    const onError = (cause: Error) => settled(() => reject(notStarted('', cause)))
    child.stderr?.on('data', onData)
    child.once('close', onClose)
    child.once('error', onError)
  })
}

/** Fast shutdown: connections are ended, nothing is lost. */
async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const closed = once(child, 'close')
  child.kill('SIGINT')
  await closed
}

/** The server's words say what is wrong and hold no data of ours: nothing has been stored yet. */
function notStarted(said: string, cause?: unknown): StorageError {
  const words = said.trim().split('\n').slice(-2).join(' ')
  return new StorageError(
    'embedded-database-unavailable',
    `the embedded PostgreSQL did not start. ${words}`.trim(),
    { cause },
  )
}
