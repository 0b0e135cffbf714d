/**
 * The careful but ordinary way: parse, verify the signature, digest every part and keyring, and insert the rows that the
 * gateway inserts for a released disclosure, in one statement of its own. No lock, no tree, no checkpoint, no policy, no directory:
 * everything that makes the gateway's answer provable is left out.
 *
 * @module
 */
import { createPublicKey, randomBytes, randomUUID, verify } from 'node:crypto'
import type { KeyObject } from 'node:crypto'
import type { FastifyRequest } from 'fastify'
import { encodeUtf8 } from '../../src/protocol/bytes.ts'
import { agencyOf } from '../../src/protocol/function-id.ts'
import { headOf } from '../../src/protocol/head.ts'
import { verifyKeyringBytes } from '../../src/protocol/keyring.ts'
import { verifyPartCiphertext } from '../../src/protocol/part.ts'
import { digestOf } from '../../src/protocol/sha256.ts'
import { parseStatementUnsafe } from '../../src/protocol/statement.ts'
import type { Statement } from '../../src/protocol/statement.ts'
import { parseSubmission } from '../../src/protocol/submission.ts'
import type { Submission } from '../../src/protocol/submission.ts'
import type { Db } from '../../src/storage/db.ts'

/** The gateway's tables that a released disclosure enters, without their triggers and policies. */
const TABLES = [
  'facts.disclosure',
  'facts.party',
  'facts.reader',
  'facts.statement',
  'facts.case_participant',
  'facts.release',
  'facts.delivery',
  'facts.receipt',
  'content.statement',
  'content.submission',
  'content.decision',
  'content.answer',
  'content.record',
  'log.entry',
]

/** Stand-ins of the sizes that the gateway writes: a decision, an answer, a receipt, a record, who acted, and the leaf. */
const SAMPLE = {
  decision: randomBytes(6000),
  answer: randomBytes(600),
  receipt: randomBytes(800),
  record: randomBytes(700),
  detail: randomBytes(140),
  leaf: randomBytes(120),
}

/** Makes its tables and the route. The key signs everything that will be sent. */
export async function unbatchedRoute(
  db: Db,
  authorKey: Uint8Array,
): Promise<(request: FastifyRequest) => Promise<{ id: string }>> {
  await db`create schema if not exists bench`
  for (const table of TABLES) {
    await db.unsafe(`create table bench.${flat(table)} (like ${table} including all)`)
  }
  await db`create sequence bench.entry_index minvalue 0`
  const key = createPublicKey({
    format: 'jwk',
    key: { kty: 'OKP', crv: 'Ed25519', x: Buffer.from(authorKey).toString('base64url') },
  })
  return async (request) => {
    const bytes = request.body as Buffer
    const submission = parseSubmission(bytes)
    const manifest = parseStatementUnsafe('manifest', submission.manifest)
    verifyManifest(manifest, submission, key)
    await insertRows(db, manifest, bytes)
    return { id: headOf(manifest.payload).head.id }
  }
}

function flat(table: string): string {
  return table.replace('.', '_')
}

function verifyManifest(
  { payload, signatures }: Statement<'manifest'>,
  { parts, keyrings }: Submission,
  key: KeyObject,
): void {
  const [
    { signingInput, signature } = { signingInput: encodeUtf8(''), signature: encodeUtf8('') },
  ] = signatures
  if (!verify(null, signingInput, key, signature)) throw new TypeError('signature')
  for (const part of payload.parts) verifyPartCiphertext(parts.get(part.id)!, part)
  for (const ring of payload.keyrings) {
    verifyKeyringBytes(keyrings.get(ring.function)!, ring.digest)
  }
}

async function insertRows(db: Db, manifest: Statement<'manifest'>, bytes: Buffer): Promise<void> {
  const { head } = headOf(manifest.payload)
  const readers = manifest.payload.keyrings.map((ring) => ring.function)
  const kids = manifest.payload.keyrings.map(({ kid }) => kid)
  const agencies = [...new Set(readers.map(agencyOf))]
  const receiver = head.to[0]!
  const receipt = digestOf(randomBytes(32))
  const none = Buffer.from('00'.repeat(32), 'hex')
  const hash = randomBytes(32)
  const text = Buffer.from(manifest.text)
  await db`
    with i as (select nextval('bench.entry_index') as index),
    d as (
      insert into bench.facts_disclosure (id, outcome, manifest, agency, function, member, credential, type, case_ref,
        case_type, urgency, purpose, decision, policy_set, receivers, recorded, at)
      select ${head.id}, 'released', ${manifest.digest}, ${head.from.agency}, ${head.from.function},
        ${head.from.member}, ${head.from.credential}, ${head.type}, ${head.case}, ${head.caseType}, ${head.urgency},
        ${head.purpose}, ${receipt}, ${head.policySet}, ${[...head.to]}, index, now() from i
    ),
    p as (insert into bench.facts_party select ${head.id}, unnest(${agencies}::text[])),
    r as (
      insert into bench.facts_reader (disclosure, function, agency, kid)
      select ${head.id}, t.function, split_part(t.function, '/', 1), t.kid
        from unnest(${readers}::text[], ${kids}::text[]) as t (function, kid)
    ),
    s as (
      insert into bench.facts_statement (digest, kind, agency, disclosure, recorded)
      select t.digest, t.kind, ${head.from.agency}, ${head.id}, index
        from i, (values (${manifest.digest}, 'manifest'), (${receipt}, 'receipt')) as t (digest, kind)
    ),
    st as (
      insert into bench.content_statement (digest, disclosure, text)
      values (${manifest.digest}, ${head.id}, ${text}), (${receipt}, ${head.id}, ${SAMPLE.receipt})
    ),
    c as (
      insert into bench.facts_case_participant (case_ref, agency, recorded)
      select ${head.case}, unnest(${agencies}::text[]), index from i
    ),
    re as (
      insert into bench.facts_release (disclosure, decision, recorded, at)
      select ${head.id}, ${receipt}, index, now() from i
    ),
    de as (
      insert into bench.facts_delivery (function, agency, recorded, disclosure)
      select ${receiver}, ${agencyOf(receiver)}, index, ${head.id} from i
    ),
    rc as (
      insert into bench.facts_receipt (digest, disclosure, what, agency, function, at, recorded)
      select ${receipt}, ${head.id}, 'delivered', ${agencyOf(receiver)}, ${receiver}, now(), index from i
    ),
    su as (insert into bench.content_submission (disclosure, bytes) values (${head.id}, ${bytes})),
    dc as (
      insert into bench.content_decision (disclosure, digest, bytes)
      values (${head.id}, ${receipt}, ${SAMPLE.decision})
    ),
    an as (
      insert into bench.content_answer (disclosure, agency, status, body)
      values (${head.id}, ${head.from.agency}, 201, ${SAMPLE.answer})
    ),
    co as (
      insert into bench.content_record (index, agency, disclosure, body, nonce, detail)
      select index, ${head.from.agency}, ${head.id}, ${SAMPLE.record}, ${none}, ${SAMPLE.detail} from i
    )
    insert into bench.log_entry (index, id, hash, body)
    select index, ${randomUUID()}, ${hash}, ${SAMPLE.leaf} from i
  `
}
