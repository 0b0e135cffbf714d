import { ProtocolError } from '../errors.ts'
import { parseCosignerKey } from './cosignature.ts'
import { parseVerifierKey } from './note.ts'
import type { LogPolicy, PolicyGroup, PolicyLog, PolicyWitness } from './policy.ts'

/** More than anybody needs; c2sp.org/tlog-policy asks for 32 of each. */
const MOST = 256

/** What has been read so far. */
interface Reading {
  readonly logs: PolicyLog[]
  readonly witnesses: PolicyWitness[]
  readonly groups: PolicyGroup[]
  /** Names that are members of a group already. */
  readonly members: Set<string>
  quorum: string | null | undefined
}

type Reader = (reading: Reading, words: readonly string[]) => void

const READERS: Readonly<Record<string, Reader>> = {
  log: readLog,
  witness: readWitness,
  group: readGroup,
  quorum: readQuorum,
}

/** Reads the lines of a policy file; throws `log-policy-invalid`, the message naming the line. */
export function readPolicyLines(text: string): LogPolicy {
  const reading: Reading = {
    logs: [],
    witnesses: [],
    groups: [],
    members: new Set(),
    quorum: undefined,
  }
  const lines = text.split('\n')
  if (lines.pop() !== '') throw new ProtocolError('log-policy-invalid', 'the last line has no end')
  for (const [i, line] of lines.entries()) {
    try {
      readLine(reading, line)
    } catch (cause) {
      const reason = cause instanceof ProtocolError ? cause.message : 'not understood'
      throw new ProtocolError('log-policy-invalid', `line ${i + 1}: ${reason}`, { cause })
    }
  }
  const { logs, witnesses, groups, quorum } = reading
  if (quorum === undefined) throw invalid('there is no quorum line')
  return { logs, witnesses, groups, quorum }
}

function readLine(reading: Reading, line: string): void {
  if (hasControls(line)) throw invalid('a control character')
  const [keyword, ...words] = line.split(/[ \t]+/).filter((word) => word !== '')
  if (keyword === undefined || keyword.startsWith('#')) return
  const read = Object.hasOwn(READERS, keyword) ? READERS[keyword] : undefined
  if (read === undefined) throw invalid('neither log, witness, group nor quorum')
  read(reading, words)
}

/** A file may hold tabs and line feeds, and no other control character. */
function hasControls(line: string): boolean {
  return Array.from(line).some((char) => (char < ' ' && char !== '\t') || char === '\x7f')
}

function readLog({ logs }: Reading, [key, url, ...rest]: readonly string[]): void {
  if (key === undefined || rest.length > 0) throw invalid('a log line is: log <vkey> [<url>]')
  const verifier = parseVerifierKey(key)
  if (logs.some((log) => log.verifier.key.kid === verifier.key.kid))
    throw invalid('the key of a log stands here already')
  limit(logs)
  logs.push({ verifier, ...(url !== undefined && { url }) })
}

function readWitness(reading: Reading, [name, key, url, ...rest]: readonly string[]): void {
  if (name === undefined || key === undefined || rest.length > 0)
    throw invalid('a witness line is: witness <name> <vkey> [<url>]')
  assertNew(reading, name)
  const verifier = parseCosignerKey(key)
  if (reading.witnesses.some((known) => known.verifier.key.kid === verifier.key.kid))
    throw invalid('the key of a witness stands here already')
  limit(reading.witnesses)
  reading.witnesses.push({ name, verifier, ...(url !== undefined && { url }) })
}

function readGroup(reading: Reading, [name, needed, ...members]: readonly string[]): void {
  if (name === undefined || needed === undefined || members.length === 0)
    throw invalid('a group line is: group <name> all|any|<number> <name>…')
  assertNew(reading, name)
  for (const member of members) {
    if (!isDefined(reading, member)) throw invalid('a member is not defined on a line before')
    if (reading.members.has(member)) throw invalid('a member stands in a group already')
    reading.members.add(member)
  }
  limit(reading.groups)
  reading.groups.push({ name, threshold: readThreshold(needed, members.length), members })
}

function readThreshold(text: string, count: number): number {
  if (text === 'any') return 1
  if (text === 'all') return count
  const threshold = Number(text)
  if (!/^[1-9]\d{0,5}$/.test(text) || threshold > count)
    throw invalid('a group asks for more members than it has, or for none')
  return threshold
}

function readQuorum(reading: Reading, [name, ...rest]: readonly string[]): void {
  if (name === undefined || rest.length > 0) throw invalid('a quorum line is: quorum <name>')
  if (reading.quorum !== undefined) throw invalid('there is a quorum line already')
  if (name !== 'none' && !isDefined(reading, name))
    throw invalid('the quorum is not defined on a line before')
  reading.quorum = name === 'none' ? null : name
}

function isDefined({ witnesses, groups }: Reading, name: string): boolean {
  return [...witnesses, ...groups].some((known) => known.name === name)
}

function assertNew(reading: Reading, name: string): void {
  if (name === 'none' || isDefined(reading, name)) throw invalid('the name is taken')
}

function limit(list: readonly unknown[]): void {
  if (list.length >= MOST) throw invalid('more of them than anybody needs')
}

function invalid(message: string): ProtocolError {
  return new ProtocolError('log-policy-invalid', message)
}
