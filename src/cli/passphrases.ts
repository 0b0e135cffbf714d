import { lstat } from 'node:fs/promises'
import { join } from 'node:path'
import { CliError } from './errors.ts'
import { isErrno, readPrivateFile } from './private-file.ts'
import type { Terminal } from './terminal.ts'

/**
 * Gives the passphrase of a key, by the key's name in its folder, such as `custodian-1` or `member-klas`.
 *
 * Injected wherever keys are used, so that neither folder nor command knows where passphrases come from.
 */
export type Passphrases = (keyName: string) => Promise<string>

/** What a command needs for keys: one source for passphrases of existing keys, one for those of new ones. */
export interface PassphraseSource {
  readonly existing: Passphrases
  /** As `existing`, but a person is asked twice. */
  readonly chosen: Passphrases
}

/**
 * Passphrases from `SLUSS_PASSPHRASE_FILE`, else from the person at the terminal.
 *
 * The variable names a private file, whose first line opens any key that is asked for, or a private folder with one
 * file per key, named as the key. Custodians of the same agency need different passphrases, hence the folder.
 */
export function buildPassphraseSource(
  env: NodeJS.ProcessEnv,
  terminal: Terminal,
): PassphraseSource {
  const path = env['SLUSS_PASSPHRASE_FILE']
  if (path !== undefined && path !== '') {
    const fromFile: Passphrases = (keyName) => readPassphrase(path, keyName)
    return { existing: fromFile, chosen: fromFile }
  }
  return {
    existing: (keyName) =>
      terminal.askPassphrase({ sv: `Lösenfras för ${keyName}`, en: `Passphrase for ${keyName}` }),
    chosen: (keyName) => askTwice(terminal, keyName),
  }
}

async function readPassphrase(path: string, keyName: string): Promise<string> {
  let isFolder
  try {
    isFolder = (await lstat(path)).isDirectory()
  } catch (cause) {
    if (isErrno(cause, 'ENOENT')) throw new CliError('file-missing', path, { cause })
    throw cause
  }
  const text = await readPrivateFile(isFolder ? join(path, keyName) : path)
  const [line = ''] = text.split(/\r?\n/)
  if (line === '') throw new CliError('passphrase-missing', keyName)
  return line
}

async function askTwice(terminal: Terminal, keyName: string): Promise<string> {
  const first = await terminal.askPassphrase({
    sv: `Välj lösenfras för ${keyName}`,
    en: `Choose a passphrase for ${keyName}`,
  })
  const second = await terminal.askPassphrase({ sv: 'Samma igen', en: 'The same again' })
  if (first !== second) throw new CliError('passphrases-differ', keyName)
  return first
}
