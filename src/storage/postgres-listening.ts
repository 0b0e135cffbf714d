import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'

/** Where a server of ours can be reached: the folder of its Unix-domain socket, or a TCP port on 127.0.0.1. */
export type Listening = string | number

/** Bytes of a socket's path, everywhere: macOS takes one more and ends it with zero, Linux a few more. */
const MOST_OF_PATH = 103

/** Of a socket the number is but a part of its name. */
const SOCKET_PORT = 5432

/**
 * A socket in this folder: cheaper than TCP, no port to be taken meanwhile, and out of reach for whoever may not enter the folder. A
 * free port where its path would be too long, or where Node.js has no such sockets.
 */
export async function chooseListening(folder: string): Promise<Listening> {
  const path = `${folder}/.s.PGSQL.${SOCKET_PORT}`
  const isPossible = process.platform !== 'win32' && Buffer.byteLength(path) <= MOST_OF_PATH
  return isPossible ? folder : findFreePort()
}

/** The server's settings for it. */
export function settingsOf(listening: Listening): readonly string[] {
  return typeof listening === 'string'
    ? [
        `port=${SOCKET_PORT}`,
        'listen_addresses=',
        `unix_socket_directories="${listening.replaceAll('"', '""')}"`,
      ]
    : [`port=${listening}`, 'listen_addresses=127.0.0.1', 'unix_socket_directories=']
}

/** Host and port in a URL as libpq reads it: a host that begins with a slash is the socket's folder. */
export function addressOf(listening: Listening): string {
  return typeof listening === 'string'
    ? `${encodeURIComponent(listening)}:${SOCKET_PORT}`
    : `127.0.0.1:${listening}`
}

/** A port that was free a moment ago. */
async function findFreePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(0, '127.0.0.1', resolve)
  })
  const { port } = server.address() as AddressInfo
  await new Promise((resolve) => server.close(resolve))
  return port
}
