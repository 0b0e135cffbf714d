import { ClientError } from '../../client/errors.ts'
import { openFunctionKey } from '../../client/key-handover.ts'
import { receivingKeyOf, signReceivingKey } from '../../protocol/receiving-key.ts'
import type { MemberKeys } from '../../client/member-keys.ts'
import { verifyAgencyChain } from '../../protocol/agency-chain.ts'
import { verifyFunctionKey } from '../../protocol/custodian-statement.ts'
import { parseSealingJwk } from '../../protocol/sealing-key.ts'
import { parseStatementUnsafe } from '../../protocol/statement.ts'
import type { AgencyFolder } from '../agency-folder.ts'
import type { MemberSettings } from '../member-settings.ts'
import type { Context } from '../context.ts'
import { changeMemberKeys, sortByStatement } from './key-files.ts'
import { loadStatements } from './statements.ts'

/** A reading key that a member has taken in. */
export interface ReceivedKey {
  readonly function: string
  readonly kid: string
}

/**
 * Takes the reading keys that wait for a member into the member's key file, before those that were there. A key is taken in
 * only if the custodians have signed for it as that function's, by the pinned root. Offline.
 *
 * Also renews the member's signed receiving key, if it is missing. Throws ClientError `handover-invalid`; then nothing has
 * been taken in.
 */
export async function receiveKeys(
  folder: AgencyFolder,
  member: MemberSettings,
  context: Context,
): Promise<ReceivedKey[]> {
  const waiting = await folder.listHandovers(member.slug)
  const signedFor = await loadSignedKeys(folder, waiting, context.clock())
  const statements = await loadStatements(folder)
  const received: ReceivedKey[] = []
  let receivingKey = member.receivingKey
  await changeMemberKeys(folder, context, member.slug, (keys) => {
    receivingKey = signReceivingKey(keys.signing)
    const receiving = receivingKeyOf(keys.signing)
    const reading = new Map(keys.reading)
    for (const text of waiting.values()) {
      const { function: id, key } = openFunctionKey(text, member.member, receiving)
      if (signedFor.get(key.kid) !== id) throw notTheirs()
      const all = [key, ...(reading.get(id) ?? []).filter(({ kid }) => kid !== key.kid)]
      reading.set(id, sortByStatement(all, statements))
      received.push({ function: id, kid: key.kid })
    }
    return { ...keys, reading } satisfies MemberKeys
  })
  await folder.saveMember({ ...member, ...(receivingKey === undefined ? {} : { receivingKey }) })
  for (const kid of waiting.keys()) await folder.removeHandover(member.slug, kid)
  return received
}

/** Of the keys that wait, those that the custodians have signed for: the function by `kid`. */
async function loadSignedKeys(
  folder: AgencyFolder,
  waiting: ReadonlyMap<string, string>,
  now: number,
): Promise<ReadonlyMap<string, string>> {
  const { agency, pins } = await folder.loadSettings()
  const stored = await folder.listStatements()
  const texts = (kind: string) => stored.filter((one) => one.kind === kind).map(({ text }) => text)
  const pin = pins[agency]
  if (pin === undefined) throw new ClientError('agency-not-pinned', 'the own agency has no pin')
  const root = verifyAgencyChain({ agency, pin, roots: texts('root'), now })
  const keys = texts('function-key')
    .map((text) => ({ text, ...parseStatementUnsafe('function-key', text).payload }))
    .map(({ text, key, function: id }) => ({ text, id, kid: parseSealingJwk(key).kid }))
    .filter(({ kid }) => waiting.has(kid))
  for (const { text } of keys) verifyFunctionKey(text, root)
  return new Map(keys.map(({ kid, id }) => [kid, id]))
}

function notTheirs(): ClientError {
  return new ClientError('handover-invalid', 'the custodians have not signed for this key')
}
