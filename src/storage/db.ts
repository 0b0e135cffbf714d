import postgres from 'postgres'

/**
 * A pool of connections; every query function takes one, first. One statement is one transaction: nothing here runs in
 * `sql.begin()`, because postgres.js 3.4.9 may run the rest of its callback outside the transaction after a lost
 * connection (porsager/postgres pull requests 1155, 1215, 1218).
 */
export type Db = postgres.Sql

/** How to connect. */
export interface ConnectOptions {
  /** Connections in the pool. The log's writer takes a pool of one for itself, so that reads never stand in its way. */
  readonly max?: number
  /** Seconds to wait for a connection to be made. */
  readonly connectTimeout?: number
}

/** Makes a pool; nothing is connected before the first query. End it with `db.end()`. */
export function connect(url: string, options: ConnectOptions = {}): Db {
  const host = decodeURIComponent(new URL(url).hostname)
  return postgres(url, {
    // The driver reads a socket's folder from an option only.
    ...(host.startsWith('/') && { host }),
    max: options.max ?? 8,
    connect_timeout: options.connectTimeout ?? 10,
    // A lost connection is made again soon: whoever waits for a record waits for it.
    backoff: (attempt: number) => Math.min(0.02 * 2 ** attempt, 1),
    // Notices of the server would go to the console; what matters is an error.
    onnotice: () => {},
    connection: { application_name: 'sluss' },
  })
}
