import type { Command } from './command.ts'
import { agencyInit } from './commands/agency-init.ts'

/** Every command of `sluss`, in the order in which the help lists them: first set up, then use, then verify. */
export const COMMANDS: readonly Command[] = [agencyInit]
