import type { Arguments } from '../arguments.ts'
import type { Context } from '../context.ts'
import { publicGateway } from '../gateway.ts'
import { custodiansNamed, openFolder } from '../working-folder.ts'
import type { CustodianDesk } from './admit-member.ts'
import { openCustodians } from './key-files.ts'

/** Opens the folder and the custodians' keys that a command names. */
export async function openCustodianDesk(args: Arguments, context: Context): Promise<CustodianDesk> {
  const folder = await openFolder(args, context)
  const settings = await folder.loadSettings()
  const custodians = await openCustodians(folder, context, custodiansNamed(args))
  return { folder, settings, custodians, gateway: publicGateway(settings, context), context }
}
