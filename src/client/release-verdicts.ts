import { parseDecision } from '../policy/encode-decision.ts'
import { listNeeds, remainingNeeds } from '../policy/needs.ts'
import { substanceOf } from '../policy/substance.ts'
import { verifyCountersignature } from '../protocol/about-disclosure.ts'
import { ProtocolError } from '../protocol/errors.ts'
import { parseStatementUnsafe } from '../protocol/statement.ts'
import type { Statement } from '../protocol/statement.ts'
import { parseTime } from '../protocol/time.ts'
import type { Verdict } from '../protocol/vocabulary.ts'
import { authorSources } from './directory.ts'
import { ClientError } from './errors.ts'
import { judgeAuthor } from './judge-author.ts'
import type { MemberDesk } from './member-desk.ts'
import { recomputeDecision } from './open-disclosure.ts'
import type { OpenedDisclosure } from './open-disclosure.ts'
import type { Difference } from './open-parts.ts'

/** What of a desk is needed to judge a second person's verdict. */
type Judging = Pick<MemberDesk, 'directory' | 'loadPolicySet' | 'judgeLaw'>

/** A disclosure that was handed over as released. */
type Released = Pick<OpenedDisclosure, 'manifest' | 'head' | 'decision'>

/**
 * Whether the second person that a disclosure had to wait for has signed: else author and gateway together could leave that person out,
 * and the reader would be the one who does not know. `texts` are the verdicts that the gateway shows (compact JWS); one that is forged,
 * has run out or is about something else counts for nothing.
 */
export async function findReleaseDifferences(
  desk: Judging,
  released: Released,
  texts: readonly string[],
): Promise<Difference[]> {
  const needs = listNeeds(released.decision, released.head)
  if (needs.length === 0) return []
  const judged = await Promise.all(texts.map((text) => judge(desk, released, text)))
  const verdicts = judged.filter((verdict) => verdict !== undefined)
  const isReleased = !verdicts.includes('refuse') && remainingNeeds(needs, verdicts).length === 0
  return isReleased ? [] : [{ code: 'countersignature-missing' }]
}

async function judge(
  desk: Judging,
  released: Released,
  text: string,
): Promise<Verdict | undefined> {
  try {
    const statement = parseStatementUnsafe('countersignature', text)
    const { agency, at, verdict, decision, policySet } = statement.payload
    // The decision that was signed is the one of the day when it was held; what is handed over was made again at release. So its
    // digest cannot be compared, and its substance is.
    verifyCountersignature(statement, {
      manifest: released.manifest,
      decision,
      policySet,
      at: parseTime(released.decision.at),
    })
    const { isCompromised, isDisputed } = judgeAuthor(
      statement,
      authorSources(desk.directory, agency),
      parseTime(at),
    )
    // Who holds a key that was lost can release nothing with it.
    if (isCompromised || isDisputed) return undefined
    return (await isOfSameSubstance(desk, released, statement)) ? verdict : undefined
  } catch (error) {
    if (error instanceof ProtocolError || error instanceof ClientError) return undefined
    throw error
  }
}

/** Whether the law under which it was signed decides the same: it may have been changed since. */
async function isOfSameSubstance(
  { directory, loadPolicySet, judgeLaw }: Judging,
  { manifest, decision }: Released,
  { payload: { policySet, at } }: Statement<'countersignature'>,
): Promise<boolean> {
  if (policySet === decision.policySet) return true
  if ((await judgeLaw(policySet, at)) !== 'law') return false
  const signed = recomputeDecision(manifest, at, directory, await loadPolicySet(policySet))
  return substanceOf(parseDecision(signed)) === substanceOf(decision)
}
