/**
 * The gateway of the demonstration: `npm start` as an operator would run it, in a process of its own that holds none of the
 * agencies' keys, with an embedded database. Everything the demonstration knows of it, it learns over HTTP.
 *
 * @module
 */
import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { createWriteStream, existsSync } from 'node:fs'
import { chmod, mkdir, readFile, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { parseSigningSeed } from '../gateway/key-file.ts'
import { logName } from '../gateway/log-name.ts'
import type { SettingName } from '../gateway/setting.ts'
import { encodeBase64url } from '../protocol/base64url.ts'
import type { Digest } from '../protocol/sha256.ts'
import { generateSigningKey } from '../protocol/signing-key.ts'
import { encodeVerifierKey } from '../protocol/tlog/note.ts'
import { DemoError } from './errors.ts'

const SERVER = join(import.meta.dirname, '../gateway/server.ts')
/** Milliseconds. A new database cluster takes a few seconds on a slow disk. */
const START_LIMIT = 60_000
const POLL_INTERVAL = 100

/** What the gateway is told. */
export interface GatewaySettings {
  /** Its own folder; no agency's keys may be in it. */
  readonly dir: string
  readonly port: number
  readonly issuers: readonly {
    readonly agency: string
    readonly issuer: string
    readonly jwksUri: string
    readonly signIn: { readonly clientId: string; readonly clientSecretFile: string }
  }[]
  readonly pins: Readonly<Record<string, Digest>>
  /** Settings that differ from the defaults. */
  readonly settings?: Partial<Record<SettingName, string>>
}

/** A running gateway. */
export interface GatewayProcess {
  readonly origin: string
  readonly pid: number
  /** Ends it and its database. */
  stop(): Promise<void>
  /** Resolves when it has ended, told to or not. */
  readonly ended: Promise<unknown>
}

/** The address that a gateway on this port has: the audience of its tokens. By name, because browsers keep no passkey for a number. */
export function gatewayOrigin(port: number): string {
  return `http://localhost:${port}`
}

/** This port, or a free one for 0. Throws DemoError `port-taken`. */
export async function choosePort(port: number): Promise<number> {
  const server = createServer()
  try {
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject).listen(port, '127.0.0.1', resolve)
    })
  } catch (cause) {
    throw new DemoError('port-taken', String(port), { cause })
  }
  const chosen = (server.address() as AddressInfo).port
  await new Promise((resolve) => server.close(resolve))
  return chosen
}

/** Makes the log's key before the gateway first starts, and returns it as a vkey: what witnesses are told by telephone. */
export async function prepareLogKey({
  dir,
  port,
}: Pick<GatewaySettings, 'dir' | 'port'>): Promise<string> {
  await mkdir(dir, { recursive: true })
  const seed = await readFile(await keepKeyFile(dir, 'log.key'), 'utf8')
  const name = logName(gatewayOrigin(port))
  return encodeVerifierKey({ name, key: parseSigningSeed(seed) })
}

/** Starts a gateway and waits until it is ready. Throws DemoError `gateway-not-started`. */
export async function startGateway(options: GatewaySettings): Promise<GatewayProcess> {
  await mkdir(options.dir, { recursive: true })
  await chmod(options.dir, 0o711)
  const env = await writeSettings(options)
  const log = join(options.dir, 'gateway.log')
  const child = spawn(process.execPath, [SERVER], { env, stdio: ['ignore', 'pipe', 'pipe'] })
  // However we end, it does not outlive us.
  const stopWithUs = () => void child.kill('SIGTERM')
  process.once('exit', stopWithUs)
  child.once('exit', () => process.off('exit', stopWithUs))
  const written = createWriteStream(log, { mode: 0o600, flags: 'a' })
  child.stdout.pipe(written, { end: false })
  child.stderr.pipe(written, { end: false })
  const origin = gatewayOrigin(options.port)
  try {
    await waitUntilReady(child, origin)
  } catch (cause) {
    await stop(child)
    throw new DemoError('gateway-not-started', await lastWords(log), { cause })
  }
  return { origin, pid: child.pid!, stop: () => stop(child), ended: once(child, 'exit') }
}

/** Writes the files that the settings name, and returns the environment. None of our own SLUSS_ variables is handed on. */
async function writeSettings({
  dir,
  port,
  issuers,
  pins,
  settings,
}: GatewaySettings): Promise<NodeJS.ProcessEnv> {
  const file = async (name: string, text: string) => {
    const path = join(dir, name)
    await writeFile(path, text, { mode: 0o600 })
    return path
  }
  const keyFile = (name: string) => keepKeyFile(dir, name)
  const json = (value: unknown) => `${JSON.stringify(value, null, 2)}\n`
  const own = {
    SLUSS_ORIGIN: gatewayOrigin(port),
    SLUSS_HOST: '127.0.0.1',
    SLUSS_PORT: String(port),
    SLUSS_ISSUERS_FILE: await file(
      'issuers.json',
      json(issuers.map((issuer) => ({ ...issuer, algorithms: ['ES256'] }))),
    ),
    SLUSS_PINS_FILE: await file('pins.json', json(pins)),
    SLUSS_NODE_KEY_FILE: await keyFile('node.key'),
    SLUSS_LOG_KEY_FILE: await keyFile('log.key'),
    SLUSS_RECORD_KEY_FILE: await keyFile('record.key'),
    SLUSS_EMBEDDED_DATABASE: join(dir, 'database'),
    ...settings,
  } satisfies Partial<Record<SettingName, string>>
  const inherited = Object.entries(process.env).filter(
    ([name]) => !name.startsWith('SLUSS_') && !name.startsWith('DATABASE_'),
  )
  return { ...Object.fromEntries(inherited), ...own }
}

/** A gateway that starts again keeps its keys: its log goes on under the same one. */
async function keepKeyFile(dir: string, name: string): Promise<string> {
  const path = join(dir, name)
  const seed = `${encodeBase64url(generateSigningKey().seed)}\n`
  if (!existsSync(path)) await writeFile(path, seed, { mode: 0o600, flag: 'wx' })
  return path
}

async function waitUntilReady(child: ChildProcess, origin: string): Promise<void> {
  const limit = Date.now() + START_LIMIT
  while (child.exitCode === null && child.signalCode === null) {
    const answer = await fetch(`${origin}/readyz`).catch(() => undefined)
    if (answer?.ok) return
    if (Date.now() > limit) throw new TypeError('not ready in time')
    await sleep(POLL_INTERVAL)
  }
  throw new TypeError('ended before it was ready')
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const ended = once(child, 'exit')
  child.kill('SIGTERM')
  await ended
}

async function lastWords(log: string): Promise<string> {
  const text = await readFile(log, 'utf8').catch(() => '')
  return text.trim().split('\n').at(-1) ?? ''
}
