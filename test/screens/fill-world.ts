import { informationRequestDraft, riskAssessmentDraft } from '../../src/demo/drafts.ts'
import { newCaseReference } from '../../src/protocol/case-reference.ts'
import { encodeTime } from '../../src/protocol/time.ts'
import type { World } from '../fixtures/gateway.ts'
import { reviewsOf } from '../fixtures/review.ts'
import { noteReview } from '../fixtures/review-note.ts'
import { sendDraft } from '../fixtures/send-draft.ts'
import { actsOf } from '../fixtures/world-acts.ts'

/** What was sent, by what it is to show. */
export interface Sent {
  readonly assessment: string
  readonly held: string
  /** Taken back before anybody had opened it. */
  readonly recalled: string
  /** A case reference. */
  readonly case: string
  /** Of a case in which the receiver has opened something. */
  readonly openedCase: string
}

/** A working day's worth of messages. */
export async function fillWorld(world: World): Promise<Sent> {
  const { police } = world
  const { sendOne, open, receipt, withdraw } = actsOf(world)
  const { sendPlace, open: openPlace } = reviewsOf(world)
  await sendOne({ head: { urgency: 'acute' } })
  await sendOne({ head: { respondBy: encodeTime(world.now + 6_900_000) } })
  const taken = await sendOne()
  await open(taken)
  await receipt(taken, 'taken-over')
  const recalled = await sendOne()
  await withdraw(recalled)
  const place = await sendPlace()
  await openPlace(place)
  const draft = riskAssessmentDraft(world.now)
  const assessment = await sendDraft(world, [police, 'anna'], draft)
  await sendDraft(
    world,
    [police, 'anna'],
    informationRequestDraft(world.now, assessment.case ?? newCaseReference()),
  )
  await noteReview(world, await sendDraft(world, [police, 'anna'], draft), '2026-10-31')
  const weighed = draft.grounds!.map((ground) =>
    ground.rule === 'osl-12-2'
      ? {
          subject: ground.subject,
          rule: 'osl-10-15a',
          facts: { neededForPurpose: true, overridingSecrecyReasons: false },
          motive: 'Hon går inte att nå, och risken är avgörande för bedömningen i dag.',
        }
      : ground,
  )
  const held = await sendDraft(world, [police, 'anna'], { ...draft, grounds: weighed })
  return {
    assessment: assessment.id,
    held: held.id,
    recalled: recalled.id,
    case: assessment.case,
    openedCase: place.head.case,
  }
}
