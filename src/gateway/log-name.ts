/** The origin of a gateway's log (c2sp.org/tlog-checkpoint): the gateway's host and `/log`, without a scheme, for ever. */
export function logName(origin: string): string {
  return `${new URL(origin).host}/log`
}
