import { once } from 'node:events'
import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Arguments } from './arguments.ts'
import type { Option } from './command.ts'
import { CliError } from './errors.ts'
import { isErrno } from './private-file.ts'

/** Options of commands that listen. */
export function listenOptions(port: number): Readonly<Record<'host' | 'port', Option>> {
  return {
    host: {
      value: 'ADRESS',
      text: {
        sv: 'adress att lyssna på (annars 127.0.0.1)',
        en: 'address to listen on (otherwise 127.0.0.1)',
      },
    },
    port: {
      value: 'PORT',
      text: {
        sv: `port att lyssna på (annars ${port})`,
        en: `port to listen on (otherwise ${port})`,
      },
    },
  }
}

/** Starts to listen where the options say; returns the address. Throws `usage`, and `port-taken`. */
export async function listen(server: Server, args: Arguments, port: number): Promise<string> {
  const host = args.optional('host') ?? '127.0.0.1'
  const asked = readPort(args.optional('port')) ?? port
  server.listen({ host, port: asked })
  try {
    await once(server, 'listening')
  } catch (cause) {
    if (!isErrno(cause, 'EADDRINUSE')) throw cause
    throw new CliError('port-taken', String(asked), { cause })
  }
  const { port: chosen } = server.address() as AddressInfo
  return `http://${host.includes(':') ? `[${host}]` : host}:${chosen}`
}

function readPort(text: string | undefined): number | undefined {
  if (text === undefined) return undefined
  if (!/^\d{1,5}$/.test(text) || Number(text) > 65_535) throw new CliError('usage', '--port')
  return Number(text)
}

/** Resolves on Ctrl-C or when told to end. */
export async function untilTold(): Promise<void> {
  await new Promise<void>((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve())
  })
}
