import { encodeUtf8 } from '../../../src/protocol/bytes.ts'
import { encodeGeneralJws } from '../../../src/protocol/general-jws.ts'
import { signJws } from '../../../src/protocol/jws.ts'
import type { SigningKey } from '../../../src/protocol/signing-key.ts'
import { STATEMENT_KINDS } from '../../../src/protocol/statement-kinds.ts'
import type { StatementKind } from '../../../src/protocol/statement-kinds.ts'

/** Signs any JSON, or any text, as a statement of a kind: what an opponent with a good key could do. */
export function signRaw(
  kind: StatementKind,
  payload: object | string,
  ...keys: readonly SigningKey[]
): string {
  const { typ, form } = STATEMENT_KINDS[kind]
  const bytes = encodeUtf8(typeof payload === 'string' ? payload : JSON.stringify(payload))
  return form === 'general' ? encodeGeneralJws(typ, bytes, keys) : signJws(typ, bytes, keys[0]!)
}
