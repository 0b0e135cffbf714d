/** A gateway that lies about agencies, the law, what it has recorded and what it hands over: each lie is refused by a code, or reported. */
import t from 'tap'
import type { Test } from 'tap'
import { composeDisclosure } from '../../src/client/compose.ts'
import { buildDirectory } from '../../src/client/directory.ts'
import { countersignHeld } from '../../src/client/countersign-acts.ts'
import {
  declareConflict,
  giveReceipt,
  openHeld,
  openReleased,
  openSent,
} from '../../src/client/disclosure-acts.ts'
import { loadKnown } from '../../src/client/known-disclosure.ts'
import type { LawVerdict } from '../../src/client/kept-law.ts'
import type { MemberDesk } from '../../src/client/member-desk.ts'
import { withdrawSent } from '../../src/client/withdraw-acts.ts'
import { riskAssessmentDraft } from '../../src/demo/drafts.ts'
import { encodeUtf8, parseUtf8 } from '../../src/protocol/bytes.ts'
import { parseHandover } from '../../src/protocol/handover.ts'
import { encodeRecordClaim, parseRecordClaim } from '../../src/protocol/record-claim.ts'
import { generateSealingKey, encodeSealingJwk } from '../../src/protocol/sealing-key.ts'
import { generateSigningKey } from '../../src/protocol/signing-key.ts'
import { parseStatementUnsafe, signStatement } from '../../src/protocol/statement.ts'
import { encodeTime } from '../../src/protocol/time.ts'
import { START, publishedWorld } from '../fixtures/gateway.ts'
import { deskBehindLiar, inHandover, inJson } from '../fixtures/lying-gateway.ts'
import type { Lie, LiedTo } from '../fixtures/lying-gateway.ts'
import { messageType } from '../fixtures/message-types.ts'

const world = await publishedWorld(t)
const { police, board } = world
const reception = board.function('vinr-mottagning').id
const author = await deskBehindLiar(world, police, 'anna')
const chief = await deskBehindLiar(world, police, 'chef')
const reader = await deskBehindLiar(world, board, 'disa')
const ANSWERS = { purpose: 'victim-support', conflictOfInterest: 'none' } as const

const draft = riskAssessmentDraft(START)
/** Without consent lawyers do not agree: it waits for who decides. */
const disputed = draft.grounds!.map((ground) =>
  ground.rule === 'osl-12-2'
    ? {
        subject: ground.subject,
        rule: 'osl-10-15a',
        facts: { neededForPurpose: true, overridingSecrecyReasons: false },
        motive: 'Hon går inte att nå.',
      }
    : ground,
)

async function composeAt(desk: MemberDesk, grounds = draft.grounds!) {
  return composeDisclosure({
    draft: { ...draft, grounds },
    type: messageType(draft.type),
    directory: desk.directory,
    policySet: await desk.loadLaw(),
    agency: police.agency,
    keys: desk.keys,
    now: world.now,
  })
}

/** Sends it; returns its id, once the log has shown it. */
async function send(grounds = draft.grounds!): Promise<string> {
  const { desk } = author
  const { plan, sealed } = await composeAt(desk, grounds)
  const { state } = await desk.gateway.submit(sealed.submission)
  t.equal(state, grounds === disputed ? 'held' : 'released')
  return plan.head.id
}

// oxlint-disable-next-line typescript/no-explicit-any
type Told = any

interface Case {
  readonly at: LiedTo
  readonly path: RegExp
  readonly lie: Lie
  readonly act: () => Promise<unknown>
  readonly code: string
}

/** Tells each lie, and expects the act to end with the code; afterwards, without the lie, nothing has been spoilt. */
async function expectRefused(t: Test, cases: Readonly<Record<string, Case>>) {
  for (const [name, { at, path, lie, act, code }] of Object.entries(cases)) {
    const before = at.told()
    // What is signed twice in a millisecond is one statement.
    world.now += 1_000
    at.lie(path, lie)
    await t.rejects(act(), { code }, name)
    at.lie()
    t.ok(at.told() > before, `${name}: it was told`)
  }
}

const agencyIn = (said: Told, agency: string): Told =>
  said.agencies.find((one: Told) => one.agency === agency)

t.test('the agencies', async (t) => {
  world.now += 60_000
  const olderRoster = board.rosterText()
  const newer = board.nextRoster(world.now)
  // What a gateway shows before anybody has kept the newer one.
  const before = await author.desk.gateway.agencies()
  await world.publish(newer)
  const stranger = generateSigningKey()
  const inAgencies = (alter: (own: Told, all: Told) => unknown, of = board.agency): Lie =>
    inJson((said) => {
      alter(agencyIn(said, of), said)
      return said
    })
  const fresh = (lie: Lie, code: string): Case => ({
    at: author,
    path: /^\/v1\/agencies$/,
    lie,
    act: author.again,
    code,
  })
  await expectRefused(t, {
    'a new roster without its record': fresh(
      inAgencies((own) => (own.rosterRecord = null)),
      'roster-not-logged',
    ),
    'a new roster with the record of another': fresh(
      inAgencies((own, all) => (own.rosterRecord = agencyIn(all, police.agency).rosterRecord)),
      'acceptance-not-proven',
    ),
    'a roster that the log does not hold': fresh(
      inAgencies((own) => (own.rosterRecord.index = '0')),
      'record-claim-invalid',
    ),
    'a checkpoint of a log of its own': fresh(
      inAgencies((own) => {
        const [head] = own.rosterRecord.checkpoint.split('\n— ')
        own.rosterRecord.checkpoint = `${head}\n— ${world.deps.logVerifierKey.split('+')[0]} AAAA\n`
      }),
      'acceptance-not-proven',
    ),
  })
  await author.again()
  t.equal(author.keeper.kept.rosters[board.agency]?.number, 2)
  await expectRefused(t, {
    'the roster of before': fresh(
      inAgencies((own) => (own.roster = olderRoster)),
      'roster-rolled-back',
    ),
    'no roster': fresh(
      inAgencies((own) => (own.roster = null)),
      'roster-rolled-back',
    ),
    'everything as it was before': fresh(
      () => encodeUtf8(JSON.stringify({ agencies: before })),
      'roster-rolled-back',
    ),
    'a roster by a key of its own': fresh(
      inAgencies((own) => {
        const { payload } = parseStatementUnsafe('roster', own.roster)
        own.roster = signStatement('roster', { ...payload, number: 9 }, stranger)
      }),
      'signer-unknown',
    ),
    'a first root that nobody compared': fresh(
      inAgencies((own, all) => (own.roots = agencyIn(all, police.agency).roots)),
      'root-pin-mismatch',
    ),
    'a function key of its own': fresh(
      inAgencies((own) => {
        const text = own.functionKeys.find(
          (one: string) => parseStatementUnsafe('function-key', one).payload.function === reception,
        )
        const { payload } = parseStatementUnsafe('function-key', text)
        const key = encodeSealingJwk(generateSealingKey())
        own.functionKeys = own.functionKeys.map((one: string) =>
          one === text
            ? signStatement('function-key', { ...payload, key }, stranger, generateSigningKey())
            : one,
        )
      }),
      'function-key-missing',
    ),
    'no function keys': fresh(
      inAgencies((own) => (own.functionKeys = [])),
      'function-key-missing',
    ),
    'no credentials': fresh(
      inAgencies((own) => (own.credentials = [])),
      'credential-missing',
    ),
    'a number for the list': fresh(
      inJson(() => ({ agencies: 7 })),
      'answer-invalid',
    ),
    'an agreement that one side has not signed': fresh(
      inAgencies((own) => {
        const jws = JSON.parse(own.agreements[0])
        own.agreements = [JSON.stringify({ ...jws, signatures: jws.signatures.slice(0, 2) })]
      }),
      'threshold-not-met',
    ),
  })
})

t.test(
  'an agency that is left out can be sent nothing, and loses nothing that was kept',
  async (t) => {
    author.lie(
      /^\/v1\/agencies$/,
      inJson(({ agencies }) => ({
        agencies: agencies.filter((one: Told) => one.agency !== board.agency),
      })),
    )
    const desk = await author.again()
    author.lie()
    await t.rejects(composeAt(desk), { code: 'agency-not-pinned' })
    t.equal(author.keeper.kept.rosters[board.agency]?.number, 2)
  },
)

t.test(
  'the same roster for ever is stale after a day, and good for nothing after three',
  async (t) => {
    const agencies = await author.desk.gateway.agencies()
    const pins = new Map([police, board].map((each) => [each.agency, each.pin]))
    const later = world.now + 73 * 3_600_000
    const directory = buildDirectory({ pins, agencies, kept: {}, now: later })
    t.throws(
      () =>
        composeDisclosure({
          draft,
          type: messageType(draft.type),
          directory,
          policySet: world.active,
          agency: police.agency,
          keys: author.desk.keys,
          now: later,
        }),
      { code: 'roster-expired' },
    )
  },
)

t.test('the law', async (t) => {
  const { desk } = author
  await desk.loadLaw()
  const other = world.active.digest.replace(/^./, (first) => (first === 'A' ? 'B' : 'A'))
  await expectRefused(t, {
    'another set, that nobody approved': {
      at: author,
      path: /^\/v1\/node$/,
      lie: inJson((said) => ({ ...said, policySet: other })),
      act: desk.loadLaw,
      code: 'law-not-approved',
    },
    'no set': {
      at: author,
      path: /^\/v1\/node$/,
      lie: inJson((said) => ({ ...said, policySet: null })),
      act: desk.loadLaw,
      code: 'law-not-approved',
    },
    'another text under the name of the law': {
      at: author,
      path: /^\/v1\/policy-sets\//,
      lie: (said) => encodeUtf8(parseUtf8(said).replace('"deny"', '"none"')),
      act: desk.loadLaw,
      code: 'pack-invalid',
    },
  })
})

t.test(
  'rules that are not the law as the reader knows it are reported, whoever named them',
  async (t) => {
    const codesWhen = async (verdict: LawVerdict) => {
      const id = await send()
      const desk = { ...reader.desk, judgeLaw: async () => verdict }
      const { differences } = await openReleased(desk, id, ANSWERS)
      return differences.map(({ code }) => code)
    }
    t.same(
      await codesWhen('other'),
      ['policy-set-differs'],
      'older rules, that the author was shown',
    )
    t.same(await codesWhen('law'), [])
    t.same(await codesWhen('unknown'), [], 'the author answers for those that were named')
  },
)

t.test('what is sent counts as sent once the log shows it', async (t) => {
  const { desk } = author
  const earlier: Told = await (async () => {
    const { plan, sealed } = await composeAt(desk)
    return { id: plan.head.id, answer: await desk.gateway.submit(sealed.submission) }
  })()
  const sendProven = async () => {
    const { plan, sealed } = await composeAt(desk)
    const answer: Told = await desk.gateway.submit(sealed.submission)
    return desk.verifyClaim(parseRecordClaim(answer), {
      event: `disclosure.${answer.state}`,
      disclosure: plan.head.id,
      manifest: sealed.manifest.digest,
    })
  }
  const submitted = (alter: (said: Told) => unknown, code: string): Case => ({
    at: author,
    path: /^\/v1\/disclosures$/,
    lie: inJson(alter),
    act: sendProven,
    code,
  })
  await expectRefused(t, {
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

t.test('what is known of a message before it is opened', async (t) => {
  const [id, other] = [await send(), await send()]
  const about = (alter: (said: Told) => unknown, code: string): Case => ({
    at: reader,
    path: /^\/v1\/disclosures\/[^/]+$/,
    lie: inJson(alter),
    act: () => loadKnown(reader.desk, id),
    code,
  })
  const manifestOf = async (of: string): Promise<Told> =>
    (await reader.desk.gateway.disclosure(of))['manifest']
  await withdrawSent(author.desk, other, ['wrong-fact'])
  const { withdrawals } = (await reader.desk.gateway.disclosure(other)) as Told
  const swapped = await manifestOf(other)
  await expectRefused(t, {
    'another message': about((said) => ({ ...said, manifest: swapped }), 'answer-invalid'),
    'an altered one': about(
      (said) => ({ ...said, manifest: said.manifest.replace(/.{8}$/, 'AAAAAAAA') }),
      'jws-signature-invalid',
    ),
    'accepted before it was written': about(
      (said) => ({ ...said, at: encodeTime(START - 86_400_000) }),
      'answer-invalid',
    ),
    'accepted tomorrow': about(
      (said) => ({ ...said, at: encodeTime(world.now + 86_400_000) }),
      'answer-invalid',
    ),
    'taken back, by what was signed about another': about(
      (said) => ({ ...said, withdrawals }),
      'manifest-mismatch',
    ),
  })
})

t.test('what is handed over', async (t) => {
  const [id, other] = [await send(), await send()]
  const bytesOf = async (of: string) => {
    let seen = new Uint8Array()
    reader.lie(/\/open$/, (said) => (seen = new Uint8Array(said)))
    await openReleased(reader.desk, of, ANSWERS)
    reader.lie()
    return seen
  }
  const handedBefore = await bytesOf(id)
  const handedOther = await bytesOf(other)
  const opened = (lie: Lie, code: string): Case => ({
    at: reader,
    path: /\/open$/,
    lie,
    act: () => openReleased(reader.desk, id, ANSWERS),
    code,
  })
  const [mine, theirs] = [parseHandover(handedBefore), parseHandover(handedOther)]
  await expectRefused(t, {
    'another message': opened(() => handedOther, 'acceptance-not-proven'),
    'another message under this record': opened(
      inHandover(({ claim }) => ({ ...theirs, claim })),
      'answer-invalid',
    ),
    'what was handed over before, with the record of then': opened(
      () => handedBefore,
      'acceptance-not-proven',
    ),
    'the keyring of another': opened(
      inHandover((said) => ({ ...said, keyring: theirs.keyring })),
      'keyring-digest-mismatch',
    ),
    'no keyring': opened(
      inHandover((said) => ({ ...said, keyring: null })),
      'keyring-not-ours',
    ),
    'nothing that can be read': opened(() => encodeUtf8('{}'), 'disclosure-handover-invalid'),
  })
  const [part] = mine.parts.keys()
  const reported: Record<string, readonly [Lie, string]> = {
    'a part is left out': [
      inHandover((said) => ({
        ...said,
        parts: new Map([...said.parts].filter(([of]) => of !== part)),
      })),
      'part-missing',
    ],
    'two parts have changed places': [
      inHandover((said) => {
        const [[a, one], [b, two], ...rest] = [...said.parts] as Told
        return { ...said, parts: new Map([[a, two], [b, one], ...rest]) }
      }),
      'part-digest-mismatch',
    ],
    'a decision with other reasons': [
      inHandover((said) => ({
        ...said,
        decision: encodeUtf8(
          parseUtf8(said.decision).replace('"outcome":"permit"', '"outcome":"duty"'),
        ),
      })),
      'decision-differs',
    ],
  }
  for (const [name, [lie, code]] of Object.entries(reported)) {
    world.now += 1_000
    reader.lie(/\/open$/, lie)
    const { differences } = await openReleased(reader.desk, id, ANSWERS)
    reader.lie()
    t.ok(
      differences.some((difference) => difference.code === code),
      `${name}: ${differences.map((one) => one.code).join()}`,
    )
  }
  const told = (await author.desk.gateway.disclosure(id)) as Told
  const reports = told.receipts
    .map((text: string) => parseStatementUnsafe('receipt', text).payload)
    .flatMap(({ differences = [] }: Told) => differences)
  for (const [, code] of Object.values(reported))
    t.ok(reports.includes(code), `${code} was reported, signed`)
})

t.test('what a member signs counts once the log shows it', async (t) => {
  const [id, another] = [await send(), await send()]
  const { about, recorded } = await openReleased(reader.desk, id, ANSWERS).then(async (opened) => ({
    about: { disclosure: id, manifest: opened.manifest.digest },
    recorded: opened.recorded,
  }))
  t.ok(recorded.index > 0)
  const elsewhere = encodeRecordClaim(recorded.claim as Told)
  const receipts = (lie: Lie, code: string): Case => ({
    at: reader,
    path: /\/receipts$/,
    lie,
    act: () => giveReceipt(reader.desk, about, { what: 'registered' }),
    code,
  })
  await expectRefused(t, {
    'the record of the opening for that of the receipt': receipts(
      inJson(() => elsewhere),
      'acceptance-not-proven',
    ),
  })
  await expectRefused(t, {
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
  const [id, other] = [await send(disputed), await send(disputed)]
  const held = await openHeld(chief.desk, id)
  t.same(held.differences, [])
  let otherHeld = new Uint8Array()
  chief.lie(/\/held$/, (said) => (otherHeld = new Uint8Array(said)))
  await openHeld(chief.desk, other)
  await expectRefused(t, {
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
  const third = await openHeld(chief.desk, await send(disputed))
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
  const id = await send()
  const forked = (lie: Lie): Case => ({
    at: reader,
    path: /\/consistency$/,
    lie,
    act: async () => openReleased(reader.desk, id, ANSWERS),
    code: 'log-forked',
  })
  await expectRefused(t, {
    'no proof that it grew': forked(inJson((said) => ({ ...said, proof: [] }))),
    'a proof of something else': forked(
      inJson((said) => ({ ...said, proof: said.proof.toReversed() })),
    ),
  })
})
