import { parseAnyStatementUnsafe } from '../../protocol/statement.ts'
import type { Digest } from '../../protocol/sha256.ts'
import type { GatewayClient } from '../../client/gateway-client.ts'
import type { AgencyFolder } from '../agency-folder.ts'

/** A statement that the gateway has accepted. */
export interface Published {
  readonly kind: string
  readonly digest: Digest
}

/**
 * Sends what the gateway has not accepted yet, in order of signing, and remembers each as soon as it is accepted: a run that
 * stops halfway goes on where it stopped.
 */
export async function publishStatements(
  folder: AgencyFolder,
  gateway: Pick<GatewayClient, 'publish'>,
): Promise<Published[]> {
  const done = await folder.loadPublished()
  const sent: Published[] = []
  for (const { kind, text } of await folder.listStatements()) {
    const { digest } = parseAnyStatementUnsafe(text)
    if (done.has(digest)) continue
    await gateway.publish(text)
    done.add(digest)
    await folder.savePublished(done)
    sent.push({ kind, digest })
  }
  return sent
}
