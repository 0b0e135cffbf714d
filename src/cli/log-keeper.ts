import { buildGatewayClient } from '../client/gateway-client.ts'
import type { GatewayClient } from '../client/gateway-client.ts'
import { Keeper } from '../client/keeper.ts'
import { NOTHING_KEPT, parseKept } from '../client/kept.ts'
import { encodeVerifierKey } from '../protocol/tlog/note.ts'
import type { Arguments } from './arguments.ts'
import type { Context } from './context.ts'
import { CliError } from './errors.ts'
import { openLogPlace, withStoredWitnesses } from './log-place.ts'

/** A log that is followed without a member: what is proven in it, and where to ask. */
export interface FollowedLog {
  readonly keeper: Keeper
  readonly gateway: GatewayClient
}

/**
 * Follows the log at an address by the key of the command line or of the key folder, with the checkpoint that the folder keeps of it.
 * Throws as `openLogPlace`.
 */
export async function followLog(
  address: URL,
  args: Arguments,
  context: Context,
): Promise<FollowedLog> {
  const place = withStoredWitnesses(await openLogPlace(address.origin, args, context), context)
  const { log, policy: witnesses } = place.trust
  const token = () => Promise.reject(new CliError('setting-missing', 'token'))
  const { fetch, clock } = context
  const gateway = buildGatewayClient({ gateway: address.origin, fetch, token })
  const settings = await place.keys?.loadSettings()
  // What the folder keeps is of its own log.
  const keys = settings?.log === encodeVerifierKey(log) ? place.keys : undefined
  const keeper = new Keeper(
    {
      log,
      witnesses,
      gateway,
      clock,
      save: async (kept) => keys?.saveKept(kept),
      wait: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
    },
    keys === undefined ? NOTHING_KEPT : parseKept(await keys.loadKept()),
  )
  return { keeper, gateway }
}
