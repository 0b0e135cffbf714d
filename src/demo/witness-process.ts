/**
 * A witness of the demonstration: `sluss witness` as an agency would run it, in a process and a folder of its own.
 *
 * @module
 */
import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { createWriteStream } from 'node:fs'
import { join } from 'node:path'
import { createWitness } from '../cli/witness-folder.ts'
import { DemoError } from './errors.ts'

const MAIN = join(import.meta.dirname, '../cli/main.ts')

/** A running witness. */
export interface WitnessProcess {
  /** Id of the agency that runs it. */
  readonly agency: string
  readonly folder: string
  readonly vkey: string
  /** Its submission prefix. */
  readonly url: string
  stop(): Promise<void>
}

/** Makes an agency's witness of this log and starts it. Throws DemoError `witness-not-started`. */
export async function startWitness(
  dir: string,
  agency: string,
  log: string,
): Promise<WitnessProcess> {
  const folder = join(dir, `vittne-${agency}`)
  const { vkey } = await createWitness(folder, { name: `vittne.${agency}.example`, logs: [log] })
  const words = ['witness', 'serve', folder, '--port', '0', '--json']
  const child = spawn(process.execPath, [MAIN, ...words], { stdio: ['ignore', 'pipe', 'pipe'] })
  // However we end, it does not outlive us.
  const stopWithUs = () => void child.kill('SIGTERM')
  process.once('exit', stopWithUs)
  child.once('exit', () => process.off('exit', stopWithUs))
  child.stderr.pipe(createWriteStream(join(folder, 'witness.log'), { mode: 0o600 }))
  try {
    return { agency, folder, vkey, url: await readUrl(child), stop: () => stop(child) }
  } catch (cause) {
    await stop(child)
    throw new DemoError('witness-not-started', agency, { cause })
  }
}

/** The trust policy (c2sp.org/tlog-policy) that asks for all of these. */
export function policyOf(log: string, witnesses: readonly WitnessProcess[]): string {
  return [
    `log ${log}`,
    ...witnesses.map(({ agency, vkey, url }) => `witness ${agency} ${vkey} ${url}`),
    `group alla all ${witnesses.map(({ agency }) => agency).join(' ')}`,
    'quorum alla',
    '',
  ].join('\n')
}

/** What it says of itself when it listens. */
async function readUrl({ stdout }: ChildProcess): Promise<string> {
  let text = ''
  for await (const chunk of stdout!.setEncoding('utf8')) {
    text += String(chunk)
    if (!text.trimEnd().endsWith('}')) continue
    return (JSON.parse(text) as { url: string }).url
  }
  throw new TypeError('ended before it listened')
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const ended = once(child, 'exit')
  child.kill('SIGTERM')
  await ended
}
