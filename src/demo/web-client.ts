import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { DemoError } from './errors.ts'

const BUILD = join(import.meta.dirname, '../web/build/main.ts')

/** Builds the web client into a folder and returns it: in a process of its own, so that the story can begin meanwhile. Rejects with DemoError `web-not-built`. */
export async function buildWebClient(folder: string): Promise<string> {
  const child = spawn(process.execPath, [BUILD, folder], { stdio: ['ignore', 'ignore', 'pipe'] })
  const stopWithUs = () => void child.kill('SIGTERM')
  process.once('exit', stopWithUs)
  let said = ''
  child.stderr.setEncoding('utf8').on('data', (text: string) => (said += text))
  const [exit] = (await once(child, 'close')) as [number | null]
  process.off('exit', stopWithUs)
  if (exit !== 0) throw new DemoError('web-not-built', said.trim().split('\n').at(-1) ?? '')
  return folder
}
