/** A gateway that lies about what it has recorded, decided and grown to: each lie is refused by a code, or seen. */
import t from 'tap'
import { countersignHeld } from '../../src/client/countersign-acts.ts'
import {
  declareConflict,
  giveReceipt,
  openHeld,
  openReleased,
  openSent,
} from '../../src/client/disclosure-acts.ts'
import { withdrawSent } from '../../src/client/withdraw-acts.ts'
import { encodeUtf8, parseUtf8 } from '../../src/protocol/bytes.ts'
import { encodeRecordClaim, parseRecordClaim } from '../../src/protocol/record-claim.ts'
import { publishedWorld } from '../fixtures/gateway.ts'
import { deskBehindLiar, inHandover, inJson } from '../fixtures/lying-gateway.ts'
import type { Lie } from '../fixtures/lying-gateway.ts'
import { composeAt, expectRefused, sendAt } from '../fixtures/told-lies.ts'
import type { Refused, Told } from '../fixtures/told-lies.ts'

const world = await publishedWorld(t)
const { police, board } = world
const author = await deskBehindLiar(world, police, 'anna')
const chief = await deskBehindLiar(world, police, 'chef')
const reader = await deskBehindLiar(world, board, 'disa')
const ANSWERS = { purpose: 'victim-support', conflictOfInterest: 'none' } as const

t.test('what is sent counts as sent once the log shows it', async (t) => {
  const { desk } = author
  const earlier: Told = await (async () => {
    const { plan, sealed } = await composeAt(world, desk)
    return { id: plan.head.id, answer: await desk.gateway.submit(sealed.submission) }
  })()
  const sendProven = async () => {
    const { plan, sealed } = await composeAt(world, desk)
    const answer: Told = await desk.gateway.submit(sealed.submission)
    return desk.verifyClaim(parseRecordClaim(answer), {
      event: `disclosure.${answer.state}`,
      disclosure: plan.head.id,
      manifest: sealed.manifest.digest,
    })
  }
  const submitted = (alter: (said: Told) => unknown, code: string): Refused => ({
    at: author,
    path: /^\/v1\/disclosures$/,
    lie: inJson(alter),
    act: sendProven,
    code,
  })
  await expectRefused(t, world, {
    'the record of what was sent before': submitted(() => earlier.answer, 'acceptance-not-proven'),
    'held, though it was released': submitted(
      (said) => ({ ...said, state: 'held' }),
      'acceptance-not-proven',
    ),
    'a record that the log has elsewhere': submitted(
      (said) => ({ ...said, index: said.index - 1 }),
      'acceptance-not-proven',
    ),
    'no proof': submitted(({ state }) => ({ state }), 'record-claim-invalid'),
  })
})

t.test('what a member signs counts once the log shows it', async (t) => {
  const [id, another] = [await sendAt(world, author.desk), await sendAt(world, author.desk)]
  const { about, recorded } = await openReleased(reader.desk, id, ANSWERS).then(async (opened) => ({
    about: { disclosure: id, manifest: opened.manifest.digest },
    recorded: opened.recorded,
  }))
  t.ok(recorded.index > 0)
  const elsewhere = encodeRecordClaim(recorded.claim as Told)
  const receipts = (lie: Lie, code: string): Refused => ({
    at: reader,
    path: /\/receipts$/,
    lie,
    act: () => giveReceipt(reader.desk, about, { what: 'registered' }),
    code,
  })
  await expectRefused(t, world, {
    'the record of the opening for that of the receipt': receipts(
      inJson(() => elsewhere),
      'acceptance-not-proven',
    ),
  })
  await expectRefused(t, world, {
    'a conflict that is not on record': {
      at: reader,
      path: /\/conflict$/,
      lie: inJson(() => elsewhere),
      act: () => declareConflict(reader.desk, id),
      code: 'acceptance-not-proven',
    },
    'a withdrawal that came to nothing known': {
      at: author,
      path: /\/withdrawals$/,
      lie: inJson((said) => ({ ...said, state: 'constructor' })),
      act: () => withdrawSent(author.desk, another, ['address']),
      code: 'answer-invalid',
    },
    'a withdrawal that is not': {
      at: author,
      path: /\/withdrawals$/,
      lie: inJson((said) => ({ ...elsewhere, state: said.state })),
      act: () => withdrawSent(author.desk, id, ['address']),
      code: 'acceptance-not-proven',
    },
  })
})

t.test('who decides is shown what was signed, and the reader that somebody decided', async (t) => {
  const [id, other] = [
    await sendAt(world, author.desk, true),
    await sendAt(world, author.desk, true),
  ]
  const held = await openHeld(chief.desk, id)
  t.same(held.differences, [])
  let otherHeld = new Uint8Array()
  chief.lie(/\/held$/, (said) => (otherHeld = new Uint8Array(said)))
  await openHeld(chief.desk, other)
  await expectRefused(t, world, {
    'another held message': {
      at: chief,
      path: /\/held$/,
      lie: () => otherHeld,
      act: () => openHeld(chief.desk, id),
      code: 'acceptance-not-proven',
    },
  })
  chief.lie(
    /\/held$/,
    inHandover((said) => ({
      ...said,
      decision: encodeUtf8(
        parseUtf8(said.decision).replaceAll('"outcome":"escalate"', '"outcome":"permit"'),
      ),
    })),
  )
  const lied = await openHeld(chief.desk, id)
  chief.lie()
  t.ok(lied.differences.some(({ code }) => code === 'decision-differs'))
  await t.rejects(countersignHeld(chief.desk, lied, 'approve'), { code: 'decision-mismatch' })
  chief.lie(
    /\/countersignatures$/,
    inJson((said) => ({ ...said, state: 'held' })),
  )
  await t.rejects(countersignHeld(chief.desk, held, 'approve'), { code: 'acceptance-not-proven' })
  const still = await openHeld(chief.desk, other)
  chief.lie(
    /\/countersignatures$/,
    inJson((said) => ({ ...said, state: 'released' })),
  )
  await t.rejects(
    countersignHeld(chief.desk, still, 'refuse'),
    { code: 'acceptance-not-proven' },
    'refused, and said to be out',
  )
  const third = await openHeld(chief.desk, await sendAt(world, author.desk, true))
  chief.lie(
    /\/countersignatures$/,
    inJson((said) => ({ ...said, state: 'constructor' })),
  )
  await t.rejects(countersignHeld(chief.desk, third, 'refuse'), { code: 'answer-invalid' })
  chief.lie()

  reader.lie(
    /^\/v1\/disclosures\/[^/]+$/,
    inJson((said) => ({ ...said, countersignatures: [] })),
  )
  const { differences } = await openReleased(reader.desk, id, ANSWERS)
  reader.lie()
  t.same(
    differences.map(({ code }) => code),
    ['countersignature-missing'],
  )
  const sent = await openSent(author.desk, id)
  t.same(sent.differences, [])
})

t.test('a log that has shown more never shows less, nor another', async (t) => {
  const id = await sendAt(world, author.desk)
  const forked = (lie: Lie): Refused => ({
    at: reader,
    path: /\/consistency$/,
    lie,
    act: async () => openReleased(reader.desk, id, ANSWERS),
    code: 'log-forked',
  })
  await expectRefused(t, world, {
    'no proof that it grew': forked(inJson((said) => ({ ...said, proof: [] }))),
    'a proof of something else': forked(
      inJson((said) => ({ ...said, proof: said.proof.toReversed() })),
    ),
  })
})
