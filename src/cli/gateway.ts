import { buildGatewayClient } from '../client/gateway-client.ts'
import type { GatewayClient } from '../client/gateway-client.ts'
import { CLI_CLIENT } from '../protocol/client-program.ts'
import { buildTokenProvider } from '../client/token.ts'
import type { AgencySettings } from './agency-folder.ts'
import type { MemberSettings } from './member-settings.ts'
import type { Context } from './context.ts'
import { CliError } from './errors.ts'
import { readPrivateFile } from './private-file.ts'

/** The gateway as anybody may speak to it: its log, and statements that speak for themselves by their signatures. */
export function publicGateway(
  { gateway }: AgencySettings,
  { fetch }: Pick<Context, 'fetch'>,
): GatewayClient {
  const token = () => Promise.reject(new CliError('setting-missing', 'token'))
  return buildGatewayClient({ gateway, fetch, token })
}

/** The gateway as a member speaks to it. Throws `setting-missing` if there is no way to a token. */
export async function memberGateway(
  { gateway }: AgencySettings,
  member: MemberSettings,
  context: Context,
): Promise<GatewayClient> {
  const token = await buildToken(member, context)
  return buildGatewayClient({ gateway, fetch: context.fetch, token, program: CLI_CLIENT })
}

/** A token from `SLUSS_TOKEN_FILE` (read for each request: something else may renew it), else from the member's provider. */
async function buildToken(
  member: MemberSettings,
  context: Context,
): Promise<() => Promise<string>> {
  const path = context.env['SLUSS_TOKEN_FILE']
  if (path !== undefined && path !== '') return async () => (await readPrivateFile(path)).trim()
  const { token } = member
  if (token === undefined) throw new CliError('setting-missing', 'SLUSS_TOKEN_FILE')
  const { issuer, clientId, resource } = token
  const clientSecret = (await readPrivateFile(token.secretFile)).trim()
  return buildTokenProvider({ issuer, clientId, clientSecret, resource }, context)
}
