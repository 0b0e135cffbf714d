import { fork } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { readFile } from 'node:fs/promises'

/** A part of the bench in a process of its own. */
export interface Child {
  readonly pid: number
  /** Sends a message and waits for the next one back. Throws if the process ends instead. */
  ask<Answer>(message: unknown): Promise<Answer>
  stop(): Promise<void>
}

/** Starts a module of this folder. Ours alone: it is ended by its own handle. */
export function startChild(module: string, env: NodeJS.ProcessEnv = process.env): Child {
  const child = fork(new URL(module, import.meta.url), {
    serialization: 'advanced',
    env,
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  })
  return {
    pid: child.pid!,
    ask: (message) => ask(child, message),
    stop: () => stop(child),
  }
}

async function ask<Answer>(child: ChildProcess, message: unknown): Promise<Answer> {
  const answered = new AbortController()
  const ended = once(child, 'exit', { signal: answered.signal }).then(() => {
    throw new TypeError('a process of the bench has ended')
  })
  const answer = once(child, 'message', { signal: answered.signal })
  child.send(message as object)
  try {
    const [value] = await Promise.race([answer, ended])
    return value as Answer
  } finally {
    answered.abort()
    await Promise.allSettled([answer, ended])
  }
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return
  const ended = once(child, 'exit')
  child.kill('SIGTERM')
  await ended
}

/** Resident memory of a process now, in MiB (Linux). */
export async function residentMemory(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8')
  const kilobytes = /^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1]
  return Number(kilobytes) / 1024
}
