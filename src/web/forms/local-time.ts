/** A time of the protocol (UTC) as a field for local times has it; nothing, for what is none. */
export function toLocal(time: string): string {
  const at = new Date(time)
  if (Number.isNaN(at.getTime())) return ''
  const local = new Date(at.getTime() - at.getTimezoneOffset() * 60_000)
  return local.toISOString().slice(0, 'yyyy-mm-ddThh:mm'.length)
}

/** The other way. What is no time stays as it is. */
export function fromLocal(local: string): string {
  const at = new Date(local)
  return Number.isNaN(at.getTime()) ? local : at.toISOString()
}
