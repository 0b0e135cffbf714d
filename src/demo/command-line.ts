import type { BuiltAgency } from './build-town.ts'

/** A command as it is typed in the project's folder by whoever works in an agency's folder. */
export function runAs({ actor }: Pick<BuiltAgency, 'actor'>, words: string): string {
  return `SLUSS_FOLDER=${actor.folder} SLUSS_PASSPHRASE_FILE=${actor.passphrases} npm run -s sluss -- ${words}`
}
