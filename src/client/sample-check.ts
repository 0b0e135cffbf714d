/**
 * A past sample, drawn again: by whoever doubts that the lot fell as it is said.
 *
 * @module
 */
import { parseBase64url } from '../protocol/base64url.ts'
import { ProtocolError } from '../protocol/errors.ts'
import { drawSample, populationDigest, seedCommitment } from '../protocol/review-draw.ts'
import type { Digest } from '../protocol/sha256.ts'
import { parseStatementUnsafe } from '../protocol/statement.ts'
import type { Statement } from '../protocol/statement.ts'
import { parseTime } from '../protocol/time.ts'
import type { Time } from '../protocol/time.ts'
import { verifyLogCheckpoint } from '../protocol/tlog/log-year.ts'
import type { LogCheckpoint } from '../protocol/tlog/log-year.ts'
import type { NoteVerifier } from '../protocol/tlog/note.ts'
import { authorSources } from './directory.ts'
import { ClientError } from './errors.ts'
import type { SampleTexts } from './gateway-review.ts'
import { judgeAuthor } from './judge-author.ts'
import type { MemberDesk } from './member-desk.ts'

/** A sample whose signatures are verified. */
export interface PastSample {
  /** Of the announcement. */
  readonly digest: Digest
  /** `YYYY-MM`. */
  readonly month: string
  /** Who announced it: the name in the credential, or the id. */
  readonly by: string
  readonly announcedAt: Time
  readonly commitment: Digest
  /** Null until it is drawn. */
  readonly draw: {
    readonly at: Time
    /** base64url. */
    readonly seed: string
    readonly drawn: number
  } | null
}

/** What a sample was held against. */
export interface SampleCheck {
  /** The seed is the one that was promised. */
  readonly isSeedPromised: boolean
  /** The root that it follows from is one that the log's key has signed. */
  readonly isRootSigned: boolean
  /** The openings are those that were signed to have been there. */
  readonly isPopulationSame: boolean
  /** Seed, root and openings give the draw that was signed. */
  readonly isDrawSame: boolean
  readonly population: number
  readonly drawn: number
  /** Of the tree whose root the draw follows from; null when that is not signed. */
  readonly size: number | null
}

/** The samples of the member's agency, newest first. Throws as `judgeAuthor`. */
export async function listPastSamples(desk: MemberDesk): Promise<PastSample[]> {
  return (await desk.gateway.samples()).map((texts) => readSample(desk, texts)).toReversed()
}

/**
 * Draws a sample again: from the seed that its officer showed, the openings that the gateway lists, and the root that the log has
 * signed. Throws ClientError `answer-invalid` for one that is not drawn.
 */
export async function checkSample(
  desk: MemberDesk,
  announced: Digest,
  log: NoteVerifier,
): Promise<SampleCheck> {
  const texts = (await desk.gateway.samples()).find(
    ({ announcement }) => parseStatementUnsafe('sample', announcement).digest === announced,
  )
  if (texts === undefined) throw unexpected()
  const { announcement, draw } = verifyTexts(desk, texts)
  const { seed: shown, drawn, population: counted } = draw?.payload ?? {}
  if (shown === undefined || drawn === undefined) throw unexpected()
  const { population, checkpoint } = await desk.gateway.population(announced)
  if (!Array.isArray(population) || typeof checkpoint !== 'string') throw unexpected()
  const openings = population.map(String)
  const head = findSigned(checkpoint, log)
  const seed = parseBase64url(shown)
  return {
    isSeedPromised: seedCommitment(seed) === announcement.payload.commitment,
    isPopulationSame: populationDigest(openings) === counted,
    isRootSigned: head !== undefined,
    isDrawSame:
      head !== undefined &&
      drawSample({ seed, root: head.root, population: openings }).join() === drawn.join(),
    population: openings.length,
    drawn: drawn.length,
    size: head?.size ?? null,
  }
}

/** The checkpoint, if the log has signed it. */
function findSigned(note: string, log: NoteVerifier): LogCheckpoint | undefined {
  try {
    return verifyLogCheckpoint(note, log)
  } catch (error) {
    if (error instanceof ProtocolError) return undefined
    throw error
  }
}

function readSample(desk: MemberDesk, texts: SampleTexts): PastSample {
  const { announcement, draw } = verifyTexts(desk, texts)
  const { member, at, commitment } = announcement.payload
  const members = desk.directory.states.get(desk.agency)?.members.values() ?? []
  const by = [...members].find((one) => one.payload.member === member)?.payload.name
  const { at: drawnAt, seed = '', drawn = [] } = draw?.payload ?? {}
  return {
    digest: announcement.digest,
    month: texts.month,
    by: by ?? member,
    announcedAt: at,
    commitment,
    draw: drawnAt === undefined ? null : { at: drawnAt, seed, drawn: drawn.length },
  }
}

interface VerifiedTexts {
  readonly announcement: Statement<'sample'>
  readonly draw: Statement<'sample'> | undefined
}

/** Both are by officers of the agency, and the draw is of this announcement. */
function verifyTexts({ directory, agency }: MemberDesk, texts: SampleTexts): VerifiedTexts {
  const verify = (text: string) => {
    const statement = parseStatementUnsafe('sample', text)
    const { at } = statement.payload
    judgeAuthor(statement, authorSources(directory, agency), parseTime(at))
    return statement
  }
  const announcement = verify(texts.announcement)
  const draw = texts.draw === null ? undefined : verify(texts.draw)
  if (draw !== undefined && draw.payload.announced !== announcement.digest) throw unexpected()
  return { announcement, draw }
}

function unexpected(): ClientError {
  return new ClientError('answer-invalid', 'no sample came that can be drawn again')
}
