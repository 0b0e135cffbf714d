import { swedishMonthBefore, swedishMonthSpan } from '../../src/policy/swedish-month.ts'
import { encodeTime } from '../../src/protocol/time.ts'
import { newUuid } from '../../src/protocol/uuid.ts'
import type { World } from '../fixtures/gateway.ts'
import { admit, reviewsOf } from '../fixtures/review.ts'
import { moveWorld } from '../fixtures/work-web.ts'
import { actsOf } from '../fixtures/world-acts.ts'
import { requestsOf } from '../fixtures/world-requests.ts'

const DAY = 86_400_000

/** What happened before today: a spring to report of, a month's openings, an exchange of yesterday, and somebody who tried what was not his. */
export async function fillPast(world: World): Promise<void> {
  const { board } = world
  const now = Date.now()
  await fillSpring(world)
  await moveWorld(world, swedishMonthSpan(swedishMonthBefore(now)).from + 9.5 * 3_600_000)
  await admit(world, board, {
    harald: { ekonomi: ['compliance'] },
    boel: { ekonomi: ['decision-maker'] },
    rut: { 'vinr-mottagning': ['decision-maker'] },
  })
  const { sendPlace, open: openPlace } = reviewsOf(world)
  for (let i = 0; i < 12; i++) {
    await openPlace(await sendPlace())
    world.now += 7 * 60_000
  }
  await moveWorld(world, now - DAY)
  const { sendOne, open } = actsOf(world)
  await open(await sendOne())
  await sendOne()
  // Nobody has answered it in time.
  await sendOne({ head: { respondBy: encodeTime(now - DAY / 4) } })
  const { get } = requestsOf(world)
  for (let i = 0; i < 4; i++) {
    await get(`/v1/disclosures/${newUuid(world.now)}`, board, 'disa')
    world.now += 60_000
  }
}

/** What came in the spring was taken over, some of it late, and stands in the case file. */
async function fillSpring(world: World): Promise<void> {
  const { sendOne, open, receipt } = actsOf(world)
  const sent = []
  for (let i = 0; i < 22; i++) sent.push(await sendOne())
  for (const [i, one] of sent.entries()) {
    if (i === 15) world.now += 3 * 3_600_000
    await open(one)
    await receipt(one, 'taken-over')
    await receipt(one, 'registered')
  }
}
