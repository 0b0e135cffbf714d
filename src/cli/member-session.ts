import type { Arguments } from './arguments.ts'
import type { Context } from './context.ts'
import { openSession } from './session.ts'
import type { Session } from './session.ts'
import { openFolder } from './working-folder.ts'

/** Opens the session of the member whom a command line means: `--folder` and `--as`. Throws as `openSession`. */
export async function openMemberSession(args: Arguments, context: Context): Promise<Session> {
  return openSession(await openFolder(args, context), args.optional('as'), context)
}
