import { encodeSealingJwk, generateSealingKey } from '../../protocol/sealing-key.ts'
import type { SealingKey } from '../../protocol/sealing-key.ts'
import type { SigningKey } from '../../protocol/signing-key.ts'
import { signStatement } from '../../protocol/statement.ts'
import type { LocalText } from '../../protocol/statements/local-text.ts'
import { encodeTime } from '../../protocol/time.ts'
import type { FunctionRole } from '../../protocol/vocabulary.ts'
import type { AgencyFolder } from '../agency-folder.ts'
import { verifySlug } from '../agency-folder.ts'
import type { Context } from '../context.ts'
import { CliError } from '../errors.ts'
import { createKey, functionKeyName } from './key-files.ts'

/** What a new function is. */
export interface NewFunction {
  readonly slug: string
  readonly name: LocalText
  readonly roles: readonly FunctionRole[]
  readonly servesFearedPerpetrator: boolean
  /** Milliseconds that the key may be sealed to. */
  readonly lifetime: number
}

/** A new function, with its reading key still open. */
export interface CreatedFunction {
  readonly function: string
  readonly key: SealingKey
}

/** Creates a function with a reading key, signed for by the custodians. Takes effect with the next published roster. */
export async function addFunction(
  folder: AgencyFolder,
  added: NewFunction,
  custodians: readonly SigningKey[],
  context: Context,
): Promise<CreatedFunction> {
  const { agency } = await folder.loadSettings()
  const id = `${agency}/${verifySlug(added.slug, 'SLUG')}`
  const keyName = functionKeyName(added.slug)
  if ((await folder.listKeys()).includes(keyName)) throw new CliError('function-exists', id)
  const key = generateSealingKey()
  const now = context.clock()
  const text = signStatement(
    'function-key',
    {
      v: 1,
      agency,
      function: id,
      name: added.name,
      key: encodeSealingJwk(key),
      roles: added.roles,
      servesFearedPerpetrator: added.servesFearedPerpetrator,
      issuedAt: encodeTime(now),
      validUntil: encodeTime(now + added.lifetime),
    },
    ...custodians,
  )
  await createKey(folder, context, keyName, key.seed)
  await folder.addStatement({ kind: 'function-key', text })
  return { function: id, key }
}
