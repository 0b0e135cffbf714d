import t from 'tap'
import { rosterFreshness, verifyNotOlder, verifyRoster } from '../../src/protocol/agency-roster.ts'
import { parseStatementUnsafe, payloadDigest, signStatement } from '../../src/protocol/statement.ts'
import type { Roster } from '../../src/protocol/statements/roster.ts'
import { ISSUED, POLICE, verifiedRoot } from '../fixtures/agency.ts'
import { digestOfWord } from '../fixtures/disclosure.ts'

const ROOT = verifiedRoot(POLICE)
const HOUR = 3_600_000

function sign(changes: Partial<Roster>): string {
  return signStatement('roster', { ...POLICE.roster, ...changes }, POLICE.rosterKey)
}

t.test('accepts the first roster as the first', async (t) => {
  t.equal(verifyRoster(POLICE.rosterText, ROOT, null).payload.number, 1)
})

t.test('accepts a later roster where its place in the series is not known', async (t) => {
  const text = sign({ number: 9, previous: digestOfWord('roster 8') })
  t.equal(verifyRoster(text, ROOT).payload.number, 9)
})

t.test('accepts a next roster that revokes, rotates, adds and closes', async (t) => {
  const [entry] = POLICE.roster.functions
  const [author, decisionMaker] = POLICE.roster.members
  const closed = {
    ...entry!,
    function: `${POLICE.agency}/arkiv`,
    statement: digestOfWord('b'),
    kid: digestOfWord('c'),
  }
  const first = sign({ functions: [entry!, closed] })
  const previous = verifyRoster(first, ROOT)
  const text = sign({
    number: 2,
    previous: previous.digest,
    functions: [
      {
        ...entry!,
        statement: digestOfWord('new statement'),
        kid: digestOfWord('new key'),
        retired: [{ kid: entry!.kid, retiredAt: ISSUED }],
      },
    ],
    members: [decisionMaker!, { ...author!, credential: digestOfWord('renewed credential') }],
    revocations: [
      { credential: author!.credential, kid: author!.kid, revokedAt: ISSUED, reason: 'superseded' },
    ],
  })
  t.equal(verifyRoster(text, ROOT, previous).payload.number, 2)
})

t.test('is fresh to 24 hours, stale to 72, then expired', async (t) => {
  const issued = Date.parse(POLICE.roster.issuedAt)
  const at = (hours: number, ms = 0) => rosterFreshness(POLICE.roster, issued + hours * HOUR + ms)
  t.equal(at(0), 'fresh')
  t.equal(at(24), 'fresh')
  t.equal(at(24, 1), 'stale')
  t.equal(at(72), 'stale')
  t.equal(at(72, 1), 'expired')
})

t.test('a roster dated ahead of our clock is not fresh for longer: it is refused', async (t) => {
  const issued = Date.parse(POLICE.roster.issuedAt)
  t.equal(rosterFreshness(POLICE.roster, issued - 300_000), 'fresh')
  t.equal(rosterFreshness(POLICE.roster, issued - 300_001), 'expired')
})

t.test(
  'refuses a roster older than the one kept, and another one of the same number',
  async (t) => {
    const kept = parseStatementUnsafe('roster', sign({ number: 5, previous: digestOfWord('4') }))
    const same = { digest: kept.digest, payload: { number: 5 } }
    const read = (changes: Partial<Roster>) => parseStatementUnsafe('roster', sign(changes))
    t.doesNotThrow(() => verifyNotOlder(kept, same))
    t.doesNotThrow(() => verifyNotOlder(read({ number: 8, previous: digestOfWord('7') }), same))
    t.throws(() => verifyNotOlder(read({ number: 4, previous: digestOfWord('3') }), same), {
      code: 'roster-older',
    })
    t.throws(() => verifyNotOlder(read({ number: 5, previous: digestOfWord('other') }), same), {
      code: 'roster-forked',
    })
  },
)

t.test('the roster names the root under which it was signed', async (t) => {
  t.equal(
    parseStatementUnsafe('roster', POLICE.rosterText).payload.root,
    payloadDigest('root', POLICE.root),
  )
})
