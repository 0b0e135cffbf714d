import { timeOf } from '../../audit/review/reviewed-record.ts'
import type { Appended } from '../../audit/write-item.ts'
import { swedishMonth, swedishMonthSpan } from '../../policy/swedish-month.ts'
import { encodeBase64url, parseBase64url } from '../../protocol/base64url.ts'
import { ProtocolError } from '../../protocol/errors.ts'
import { drawSample, populationDigest, seedCommitment } from '../../protocol/review-draw.ts'
import type { Digest } from '../../protocol/sha256.ts'
import { parseAnyStatementUnsafe, parseStatementUnsafe } from '../../protocol/statement.ts'
import type { Statement } from '../../protocol/statement.ts'
import type { Sample } from '../../protocol/statements/sample.ts'
import { parseTime } from '../../protocol/time.ts'
import type { Uuid } from '../../protocol/uuid.ts'
import { findCheckpointOf } from '../../storage/checkpoints.ts'
import { findOversight } from '../../storage/oversight.ts'
import { findPositionAt } from '../../storage/review.ts'
import type { Actor } from '../actor.ts'
import { readRecords } from '../agency-records.ts'
import { checkSignature } from '../checks/signature.ts'
import { GatewayError } from '../errors.ts'
import type { Gate } from '../gate.ts'
import { loadTrials } from '../review-trials.ts'
import { checkOfficer } from '../reviewers.ts'
import { stored } from '../stored.ts'
import { checkAct } from './member-act.ts'
import type { ReviewRequest } from './review.ts'

/** What a sample is drawn from. */
export interface Population {
  /** Ids of the period's openings, in the log's order. */
  readonly population: readonly Uuid[]
  /** Root of the first tree that holds the announcement, base64url. */
  readonly root: string
  /** That tree's checkpoint, as the log has signed it. */
  readonly checkpoint: string
}

/**
 * Records that a sample of a month is announced, or drawn; each month is drawn once (`already-decided`). A draw is accepted only if it is the one that follows from the seed: the
 * announcement's own, and every opening of its period. Throws `sample-invalid` otherwise, `not-found` without announcement.
 */
export async function recordSample(
  gate: Gate,
  { actor, body, noteConcern }: ReviewRequest,
): Promise<Appended> {
  if (typeof body !== 'string')
    throw new GatewayError('request-invalid', 'the body must be a signed text')
  const statement = parseStatementUnsafe('sample', body)
  const { payload } = statement
  noteConcern({ statement: statement.digest, function: payload.function })
  await checkSignature(gate, actor, statement)
  await checkAct(gate, statement, { type: statement.kind })
  if (payload.what === 'announce') checkMonth(gate, payload)
  else await checkDraw(gate, actor, payload)
  return gate.writer.append({ kind: 'sample', statement: stored(statement) })
}

/** What an announced sample is drawn from, for the officer's client to draw. Recorded. Throws `not-found`. */
export async function listPopulation(
  gate: Gate,
  actor: Actor,
  announced: Digest,
): Promise<Population> {
  checkOfficer(gate, actor)
  const { population, root, note } = await loadPopulation(gate, actor.agency, announced)
  await gate.writer.append({
    kind: 'event',
    event: 'review.population-listed',
    agency: actor.agency,
    actor: actor.member,
    statement: announced,
    counts: { openings: population.length },
  })
  return { population, root: encodeBase64url(root), checkpoint: note }
}

/**
 * A sample is of a whole month: whoever could choose where a period begins and ends would choose what is drawn from. The openings of
 * one that is over do not change any more.
 */
function checkMonth({ clock }: Gate, { from, until }: Sample): void {
  const month = swedishMonthSpan(swedishMonth(parseTime(from)))
  if (month.from !== parseTime(from) || month.until !== parseTime(until))
    throw new ProtocolError('sample-invalid', 'the period is not a calendar month')
  if (month.until > clock()) throw new ProtocolError('sample-invalid', 'the month is not over yet')
}

async function checkDraw(gate: Gate, actor: Actor, payload: Sample): Promise<void> {
  const loaded = await loadPopulation(gate, actor.agency, payload.announced!)
  const { announcement, population, root } = loaded
  const seed = parseBase64url(payload.seed!)
  const isShown =
    seedCommitment(seed) === announcement.commitment &&
    payload.commitment === announcement.commitment &&
    payload.from === announcement.from &&
    payload.until === announcement.until
  const isDrawn =
    payload.population === populationDigest(population) &&
    payload.drawn!.join() === drawSample({ seed, root, population }).join()
  if (!isShown || !isDrawn)
    throw new ProtocolError('sample-invalid', 'not the draw that was announced')
}

async function loadPopulation(gate: Gate, agency: string, announced: Digest) {
  const found = await findOversight(gate.db, agency, announced)
  const statement = found && parseAnyStatementUnsafe(found.text)
  if (found === undefined || statement?.kind !== 'sample') throw notFound()
  const { payload } = statement as Statement<'sample'>
  if (payload.what !== 'announce') throw notFound()
  const checkpoint = await findCheckpointOf(gate.db, found.recorded)
  if (checkpoint === undefined) throw new TypeError('every record has a checkpoint')
  const [from, until] = [parseTime(payload.from), parseTime(payload.until)]
  const records = await readRecords(gate, agency, {
    from: await findPositionAt(gate.db, from),
  })
  const isTrial = await loadTrials(gate, agency)
  const population = records
    .filter(({ body }) => body.ev === 'disclosure.opened' && !isTrial(body))
    .filter((record) => timeOf(record) >= from && timeOf(record) < until)
    .map(({ id }) => id)
  return { announcement: payload, population, root: checkpoint.root, note: checkpoint.note }
}

function notFound(): GatewayError {
  return new GatewayError('not-found', 'no such announcement of this agency')
}
