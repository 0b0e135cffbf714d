import { composeDisclosure } from '../compose.ts'
import { ClientError } from '../errors.ts'
import type { GatewayClient } from '../gateway-client.ts'
import type { Recorded, RecordExpectation } from '../recorded.ts'
import type { JsonObject } from '../../protocol/json.ts'
import { checkSheet } from './check-sheet.ts'
import type { DeskInput } from './check-sheet.ts'
import { draftOfSheet } from './sheet.ts'

/** A message that the gateway has accepted and the log shows. */
export interface SentSheet {
  readonly id: string
  readonly case: string
  readonly state: 'released' | 'held'
  /** Verdicts of a second member that it waits for. */
  readonly needs: readonly string[]
  /** Its place in the log. */
  readonly index: number
}

/** How a message is sent and what it is proven by. */
export interface Sending {
  readonly gateway: Pick<GatewayClient, 'submit'>
  readonly verify: (answer: JsonObject, expected: RecordExpectation) => Promise<Recorded>
  /** A second person is asked about what the guard has marked. */
  readonly askSecondPerson: boolean
}

/**
 * Seals, signs and sends a sheet. Nothing counts as sent before the log proves it.
 *
 * @throws ClientError `not-ready` with what stands in the way; else as `composeDisclosure`, the gateway and `verifyRecorded`
 */
export async function sendSheet(
  input: DeskInput,
  { gateway, verify, askSecondPerson }: Sending,
): Promise<SentSheet> {
  const isAsked = askSecondPerson && Boolean(input.sheet.guardMotive?.trim())
  const left = checkSheet(input).obstacles.filter((it) => it !== 'guard' || !isAsked)
  if (left.length > 0)
    throw new ClientError('not-ready', 'something stands between the message and sending', {
      places: left.map((rule) => ({ pointer: '', rule })),
    })
  const draft = draftOfSheet(input)
  const { plan, sealed } = composeDisclosure({ ...input, draft, holdGuardHits: askSecondPerson })
  const answer = await gateway.submit(sealed.submission)
  const state = answer['state'] === 'held' ? 'held' : 'released'
  const recorded = await verify(answer, {
    event: `disclosure.${state}`,
    disclosure: plan.head.id,
    manifest: sealed.manifest.digest,
  })
  const { needs } = answer
  return {
    id: plan.head.id,
    case: plan.head.case,
    state,
    needs: Array.isArray(needs) ? needs.filter((need) => typeof need === 'string') : [],
    index: recorded.index,
  }
}
