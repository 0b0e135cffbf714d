import { AgencyFolder } from './agency-folder.ts'
import type { Arguments } from './arguments.ts'
import type { Context } from './context.ts'

/** The key folder that a command line means: `--folder`, else `SLUSS_FOLDER`, else the current one. */
export function folderPath(args: Arguments, { env }: Pick<Context, 'env'>): string {
  const path = args.optional('folder') ?? env['SLUSS_FOLDER']
  return path === undefined || path === '' ? '.' : path
}

/** Opens that folder. */
export async function openFolder(args: Arguments, context: Context): Promise<AgencyFolder> {
  return AgencyFolder.open(folderPath(args, context), context.env)
}

/** The key names of the custodians that a command line names, if it names any. */
export function custodiansNamed(args: Arguments): string[] | undefined {
  const numbers = args.list('custodian')
  return numbers.length === 0 ? undefined : numbers.map((n) => `custodian-${n}`)
}
