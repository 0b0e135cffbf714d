import { buildDirectory } from './directory.ts'
import type { Directory, Pins } from './directory.ts'
import type { GatewayClient } from './gateway-client.ts'
import type { Keeper } from './keeper.ts'
import { verifyRostersLogged } from './logged-rosters.ts'

interface TrustedInput {
  readonly gateway: Pick<GatewayClient, 'agencies'>
  readonly pins: Pins
  readonly keeper: Keeper
  /** ms since 1970. */
  readonly now: number
}

/**
 * Reads the agencies from a gateway and believes what leads to the pins, is no older than what was kept and stands in the log that this
 * client follows, under the signatures of the witnesses if it knows any; keeps what it has seen. Throws as `buildDirectory`,
 * `verifyRostersLogged` and `Keeper.keepWitnessed`.
 */
export async function loadTrustedDirectory({
  gateway,
  pins,
  keeper,
  now,
}: TrustedInput): Promise<Directory> {
  const agencies = await gateway.agencies()
  const { rosters } = keeper.kept
  const directory = buildDirectory({ pins, agencies, kept: rosters, now })
  const verifyClaim: Keeper['verify'] = (claim, expected) => keeper.verify(claim, expected)
  await keeper.keepWitnessed(
    await verifyRostersLogged({ directory, agencies, kept: rosters, verifyClaim }),
  )
  await keeper.keepRosters(directory.kept)
  return directory
}
