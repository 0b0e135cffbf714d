import type { DirectoryItem } from '../../audit/directory-item.ts'
import type { Appended } from '../../audit/write-item.ts'
import { verifyAgreement } from '../../protocol/agency-agreement.ts'
import { verifyAgencyChain } from '../../protocol/agency-chain.ts'
import type { AgencyRoot } from '../../protocol/agency-chain.ts'
import { verifyRoster } from '../../protocol/agency-roster.ts'
import { verifyAgencyState } from '../../protocol/agency-state.ts'
import { verifyCustodianStatement } from '../../protocol/custodian-statement.ts'
import { ProtocolError } from '../../protocol/errors.ts'
import { parseAnyStatementUnsafe, parseStatementUnsafe } from '../../protocol/statement.ts'
import type { AnyStatement, Statement } from '../../protocol/statement.ts'
import { isSignedBy, verifyMade } from '../../protocol/statement-standing.ts'
import type { Digest } from '../../protocol/sha256.ts'
import { loadAppended } from '../../storage/appended.ts'
import type { AgencyView } from '../agency-view.ts'
import { GatewayError } from '../errors.ts'
import type { Gate } from '../gate.ts'
import { stored } from '../stored.ts'

/** What was published, and where it is in the log. */
export interface Published {
  readonly digest: Digest
  readonly appended: Appended
}

interface PublishGate extends Gate {
  readonly pins: ReadonlyMap<string, Digest>
}

/**
 * Takes a statement of an agency in: its root, a credential, a function key, a roster, an agreement. The custodians'
 * signatures are the authority; there is no token. Everything leads back to the root that this node pins.
 *
 * Who never saw the answer may send the same text again: it is answered as the first time, and nothing is recorded.
 */
export async function publishStatement(gate: PublishGate, text: unknown): Promise<Published> {
  if (typeof text !== 'string')
    throw new GatewayError('request-invalid', 'the body must be a signed text')
  const statement = parseAnyStatementUnsafe(text)
  await gate.directory.refresh(true)
  const earlier = await findPublished(gate, statement)
  if (earlier !== undefined) return earlier
  const item = verifyItem(gate, statement)
  const appended = await gate.writer.append(item)
  await gate.directory.refresh(true)
  return { digest: statement.digest, appended }
}

/** The digest is of the payload alone, so other signatures under the same words are no repetition. */
async function findPublished(
  { db, directory }: PublishGate,
  { digest, text }: AnyStatement,
): Promise<Published | undefined> {
  const known = directory.texts().find((other) => other.text === text)
  if (known === undefined) return undefined
  const reader = known.agency ?? [...directory.roots().keys()][0]!
  return { digest, appended: await loadAppended(db, reader, known.recorded) }
}

/** Verifies a statement by whom the table of kinds says that it is signed by. */
function verifyItem(gate: PublishGate, statement: AnyStatement): DirectoryItem {
  if (isSignedBy(statement, 'custodians-in-succession')) verifyRoot(gate, statement)
  else if (isSignedBy(statement, 'custodians')) {
    const root = loadRoot(gate, statement.payload.agency)
    verifyMade(statement, gate.clock())
    verifyCustodianStatement(statement, root)
  } else if (isSignedBy(statement, 'roster-key')) verifyNextRoster(gate, statement)
  else if (isSignedBy(statement, 'custodians-of-parties'))
    verifyAgreement(statement.text, gate.directory.roots())
  else throw new GatewayError('statement-kind-refused', 'statements of this kind go elsewhere')
  const { kind } = statement
  return { kind: 'statement', of: kind, statement: stored<unknown>(statement) } as DirectoryItem
}

function verifyRoot(gate: PublishGate, { payload, text }: Statement<'root'>): void {
  const pin = gate.pins.get(payload.agency)
  if (pin === undefined)
    throw new ProtocolError('root-pin-mismatch', 'this node does not pin the agency')
  const roots = gate.directory.find(payload.agency)?.texts.roots ?? []
  const { agency } = payload
  verifyAgencyChain({ agency, pin, roots: [...roots, text], now: gate.clock() })
}

/** The roster follows the last one, and everything that it lists is here and verifies. */
function verifyNextRoster(gate: PublishGate, statement: Statement<'roster'>): void {
  const { payload, text } = statement
  const root = loadRoot(gate, payload.agency)
  const view = gate.directory.find(payload.agency)!
  verifyMade(statement, gate.clock())
  const roster = verifyRoster(text, root, previousRoster(view))
  const { credentials, functionKeys } = view.texts
  const earlier = view.state === undefined ? {} : { earlier: view.state }
  verifyAgencyState({ root, roster, credentials, functionKeys, ...earlier })
}

function previousRoster({ texts }: AgencyView): Statement<'roster'> | null {
  const text = texts.rosters.at(-1)
  return text === undefined ? null : parseStatementUnsafe('roster', text)
}

function loadRoot({ directory }: Gate, agency: string): AgencyRoot {
  const root = directory.find(agency)?.root
  if (root === undefined) throw new ProtocolError('root-missing', 'the agency has no root here')
  return root
}
