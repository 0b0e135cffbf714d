/**
 * A random sample of a month's openings: announced under a hidden seed, and drawn.
 *
 * @module
 */
import { encodeBase64url } from '../protocol/base64url.ts'
import { randomBytes } from '../protocol/random.ts'
import { parseRecordClaim } from '../protocol/record-claim.ts'
import { drawSample, populationDigest, seedCommitment } from '../protocol/review-draw.ts'
import { parseStatementUnsafe, signStatement } from '../protocol/statement.ts'
import type { Sample } from '../protocol/statements/sample.ts'
import { encodeTime } from '../protocol/time.ts'
import type { Time } from '../protocol/time.ts'
import type { Uuid } from '../protocol/uuid.ts'
import { ClientError } from './errors.ts'
import { who } from './member-acts.ts'
import { actAs } from './member-desk.ts'
import type { MemberDesk } from './member-desk.ts'

/** From one moment up to another. */
export interface Period {
  readonly from: Time
  /** Not included. */
  readonly until: Time
}

/** What was drawn, and all that somebody needs who draws it again. */
export interface DrawnSample {
  readonly period: Period
  readonly population: number
  readonly drawn: readonly Uuid[]
  /** base64url. */
  readonly seed: string
  /** base64url. */
  readonly root: string
  /** Of the record of the announcement. */
  readonly announcedIndex: number
  readonly index: number
}

const SEED_SIZE = 32

/**
 * Announces a sample under a seed that is thrown here, waits for its record, and draws: with the root of the tree that the log has
 * proven to hold the announcement, not one that the gateway merely says.
 */
export async function drawRecordedSample(
  desk: MemberDesk,
  period: Period,
  functionId?: string,
): Promise<DrawnSample> {
  const acting = actAs(desk, ['compliance'], functionId)
  const seed = randomBytes(SEED_SIZE)
  const sign = (rest: Pick<Sample, 'what'> & Partial<Sample>) =>
    signStatement(
      'sample',
      {
        v: 1,
        ...who(acting),
        ...period,
        commitment: seedCommitment(seed),
        at: encodeTime(desk.clock()),
        ...rest,
      },
      acting.keys.signing,
    )
  const announced = await post(desk, sign({ what: 'announce' }), 'review.sample-announced')
  const { root } = announced.recorded.checkpoint
  const population = await loadPopulation(desk, announced.statement)
  const drawn = drawSample({ seed, root, population })
  const text = sign({
    what: 'draw',
    announced: announced.statement,
    seed: encodeBase64url(seed),
    population: populationDigest(population),
    drawn,
  })
  const { recorded } = await post(desk, text, 'review.sample-drawn')
  return {
    period,
    population: population.length,
    drawn,
    seed: encodeBase64url(seed),
    root: encodeBase64url(root),
    announcedIndex: announced.recorded.index,
    index: recorded.index,
  }
}

async function post({ gateway, verifyClaim }: MemberDesk, text: string, event: string) {
  const statement = parseStatementUnsafe('sample', text).digest
  const recorded = await verifyClaim(parseRecordClaim(await gateway.sample(text)), {
    event,
    statement,
  })
  return { statement, recorded }
}

async function loadPopulation({ gateway }: MemberDesk, announced: string): Promise<Uuid[]> {
  const { population } = await gateway.population(announced)
  if (!Array.isArray(population)) throw new ClientError('answer-invalid', 'no list came')
  return population.map(String)
}
