/**
 * Statements: signing, reading and verifying any kind by its row of the table.
 *
 * @module
 */
import { ProtocolError } from './errors.ts'
import { encodeGeneralJws, parseGeneralJwsUnsafe } from './general-jws.ts'
import { jwsSignatureInvalid, parseJwsUnsafe, signJws } from './jws.ts'
import type { JwsSignature } from './jws.ts'
import { digestOf } from './sha256.ts'
import type { Digest } from './sha256.ts'
import { isValidSignature } from './signing-key.ts'
import type { SigningKey, SigningPublicKey, VerifySignature } from './signing-key.ts'
import { compileForm } from './statement-form.ts'
import type { StatementForm } from './statement-form.ts'
import { STATEMENT_KINDS } from './statement-kinds.ts'
import type { StatementKind, StatementPayloads } from './statement-kinds.ts'

/** A statement as read. Whether its signatures are valid, and by whom, is asked of the functions that verify. */
export interface Statement<K extends StatementKind> {
  readonly kind: K
  /** The JWS as it came. */
  readonly text: string
  readonly payload: StatementPayloads[K]
  /** SHA-256 of the payload bytes: the identity of the statement, whoever has signed so far. */
  readonly digest: Digest
  readonly signatures: readonly JwsSignature[]
  /** The `kid` of each signature, in order. */
  readonly signers: readonly string[]
}

/** A statement of any kind; `kind` tells which. */
export type AnyStatement = { [K in StatementKind]: Statement<K> }[StatementKind]

const KINDS = Object.keys(STATEMENT_KINDS) as readonly StatementKind[]
const kindByTyp = new Map(KINDS.map((kind) => [STATEMENT_KINDS[kind].typ, kind]))

type Forms = { readonly [K in StatementKind]: StatementForm<StatementPayloads[K]> }
const forms = Object.fromEntries(
  KINDS.map((kind) => [kind, compileForm(STATEMENT_KINDS[kind].schema)]),
) as unknown as Forms

/** The bytes of a payload that are signed. Throws TypeError if the schema refuses it. */
export function encodePayload<K extends StatementKind>(
  kind: K,
  payload: StatementPayloads[K],
): Uint8Array {
  return forms[kind].encode(payload)
}

/** The digest that names a statement, before anybody has signed it. */
export function payloadDigest<K extends StatementKind>(
  kind: K,
  payload: StatementPayloads[K],
): Digest {
  return digestOf(encodePayload(kind, payload))
}

/**
 * Signs a payload: with one key if its kind is compact, else with one or more, to which `addSignature` adds. Throws
 * TypeError on another number of keys or if the schema refuses the payload, and the codes of the kind's invariants.
 */
export function signStatement<K extends StatementKind>(
  kind: K,
  payload: StatementPayloads[K],
  ...keys: readonly SigningKey[]
): string {
  return signBytes(kind, payload, encodePayload(kind, payload), keys)
}

/** As `signStatement`, with the digest that names the statement. */
export function buildStatement<K extends StatementKind>(
  kind: K,
  payload: StatementPayloads[K],
  ...keys: readonly SigningKey[]
): { readonly text: string; readonly digest: Digest } {
  const bytes = encodePayload(kind, payload)
  return { text: signBytes(kind, payload, bytes, keys), digest: digestOf(bytes) }
}

function signBytes<K extends StatementKind>(
  kind: K,
  payload: StatementPayloads[K],
  bytes: Uint8Array,
  keys: readonly SigningKey[],
): string {
  const { typ, form, verifyPayload } = STATEMENT_KINDS[kind]
  verifyPayload(payload)
  if (form === 'general') return encodeGeneralJws(typ, bytes, keys)
  const [key, ...others] = keys
  if (key === undefined || others.length > 0) throw new TypeError('exactly one key must sign')
  return signJws(typ, bytes, key)
}

/**
 * Reads a statement of this kind without checking its signatures: right only where the keys are not known yet, and a
 * verifying function must follow. Throws `jws-…`, `json-…`, `statement-…` and the codes of the kind's invariants.
 */
export function parseStatementUnsafe<K extends StatementKind>(kind: K, text: string): Statement<K> {
  const { typ, payload: bytes, digest, signatures } = parseSigned(kind, text)
  if (typ !== STATEMENT_KINDS[kind].typ)
    throw new ProtocolError('jws-typ-wrong', 'signed as another type of thing')
  const payload = forms[kind].parse(bytes)
  STATEMENT_KINDS[kind].verifyPayload(payload)
  return { kind, text, payload, digest, signatures, signers: signatures.map(({ kid }) => kid) }
}

/** As `parseStatementUnsafe`, of the kind that the text says; throws `statement-kind-unknown` if it is none of ours. */
export function parseAnyStatementUnsafe(text: string): AnyStatement {
  // A general JWS is a JSON object; a compact one begins with base64url.
  const { typ } = text.startsWith('{') ? parseGeneralJwsUnsafe(text) : parseJwsUnsafe(text)
  const kind = kindByTyp.get(typ)
  if (kind === undefined)
    throw new ProtocolError('statement-kind-unknown', 'not a kind of statement that we know')
  return parseStatementUnsafe(kind, text) as AnyStatement
}

/**
 * Reads a statement and checks that each of these keys, and no other, has signed it. Throws as `parseStatementUnsafe`, and
 * `signer-unknown`, `threshold-not-met` or `jws-signature-invalid`.
 */
export function verifyStatement<K extends StatementKind>(
  kind: K,
  text: string,
  ...keys: readonly SigningPublicKey[]
): Statement<K> {
  const statement = parseStatementUnsafe(kind, text)
  if (verifySignatures(statement, keys).size < keys.length)
    throw new ProtocolError('threshold-not-met', 'too few have signed')
  return statement
}

/**
 * Checks every signature of a statement against the keys that may sign it, and gives back the `kid`s of those who did.
 * Throws `signer-unknown` on a signature by any other key, `jws-signature-invalid` on one that is wrong.
 */
export function verifySignatures(
  statement: Pick<AnyStatement, 'signatures'>,
  keys: readonly SigningPublicKey[],
): ReadonlySet<string> {
  for (const { signature, signingInput, key } of pairWithKeys(statement, keys))
    if (!isValidSignature(signature, signingInput, key)) throw jwsSignatureInvalid()
  return new Set(statement.signatures.map(({ kid }) => kid))
}

/** As `verifySignatures`, with the caller's own Ed25519. */
export async function verifySignaturesWith(
  verify: VerifySignature,
  statement: Pick<AnyStatement, 'signatures'>,
  keys: readonly SigningPublicKey[],
): Promise<ReadonlySet<string>> {
  for (const { signature, signingInput, key } of pairWithKeys(statement, keys))
    if (!(await verify(signature, signingInput, key))) throw jwsSignatureInvalid()
  return new Set(statement.signatures.map(({ kid }) => kid))
}

interface SignatureWithKey extends JwsSignature {
  readonly key: SigningPublicKey
}

function pairWithKeys(
  { signatures }: Pick<AnyStatement, 'signatures'>,
  keys: readonly SigningPublicKey[],
): readonly SignatureWithKey[] {
  const keyOf = new Map(keys.map((key) => [key.kid, key]))
  return signatures.map((entry) => {
    const key = keyOf.get(entry.kid)
    if (key === undefined)
      throw new ProtocolError('signer-unknown', 'signed by a key that may not sign this')
    return { ...entry, key }
  })
}

function parseSigned(kind: StatementKind, text: string) {
  if (STATEMENT_KINDS[kind].form === 'general') return parseGeneralJwsUnsafe(text)
  const { typ, payload, digest, kid, signingInput, signature } = parseJwsUnsafe(text)
  return { typ, payload, digest, signatures: [{ kid, signingInput, signature }] }
}
