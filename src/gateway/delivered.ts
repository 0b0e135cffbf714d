import { agencyOf } from '../protocol/function-id.ts'
import { buildStatement } from '../protocol/statement.ts'
import type { Statement } from '../protocol/statement.ts'
import { headOf } from '../protocol/head.ts'
import { encodeTime } from '../protocol/time.ts'
import type { SigningKey } from '../protocol/signing-key.ts'
import type { Receipt } from '../protocol/statements/receipt.ts'
import type { Stored } from '../audit/write-item.ts'

/** This node's receipts that a disclosure lies in the inbox of each receiving function from `now` (ms). */
export function signDelivered(
  nodeKey: SigningKey,
  manifest: Statement<'manifest'>,
  now: number,
): readonly Stored<Receipt>[] {
  const { head } = headOf(manifest.payload)
  return head.to.map((receiver) => {
    const receipt: Receipt = {
      v: 1,
      disclosure: head.id,
      manifest: manifest.digest,
      what: 'delivered',
      agency: agencyOf(receiver),
      function: receiver,
      member: null,
      credential: null,
      at: encodeTime(now),
    }
    return { ...buildStatement('receipt', receipt, nodeKey), payload: receipt }
  })
}
