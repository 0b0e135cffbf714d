import t from 'tap'
import { authorSources } from '../../src/client/directory.ts'
import { judgeAuthor } from '../../src/client/judge-author.ts'
import type { AuthorSources } from '../../src/client/judge-author.ts'
import { encodeSigningJwk } from '../../src/protocol/signing-key.ts'
import { parseStatementUnsafe, signStatement } from '../../src/protocol/statement.ts'
import type { Roster } from '../../src/protocol/statements/roster.ts'
import { encodeTime } from '../../src/protocol/time.ts'
import { NOW, POLICE, testSigningKey } from '../fixtures/agency.ts'
import { testDirectory, textsOf } from '../fixtures/exchange.ts'
import { sentReferral } from '../fixtures/sent-disclosure.ts'

const HOUR = 3_600_000
const { manifest } = sentReferral().sealed
const { digest, key } = POLICE.author

/** The police's word on a revocation, dated so many ms from when the referral was recorded. */
function revoked(dated: number, more: Partial<AuthorSources> = {}): AuthorSources {
  const revokedAt = encodeTime(NOW + dated)
  const revocation = { credential: digest, kid: key.kid, revokedAt, reason: 'left' } as const
  const sources = authorSources(testDirectory(), POLICE.agency)
  return { ...sources, revocations: new Map([[digest, revocation]]), ...more }
}

t.test('refuses what was recorded after the record of the revocation', async (t) => {
  const revokedBefore = new Set([digest])
  for (const dated of [-HOUR, HOUR]) {
    t.throws(() => judgeAuthor(manifest, revoked(dated, { revokedBefore }), NOW), {
      name: 'ProtocolError',
      code: 'credential-revoked',
    })
  }
})

t.test('what was recorded before it stands, though the revocation is dated back', async (t) => {
  const sources = revoked(-HOUR, { revokedBefore: new Set() })
  t.match(judgeAuthor(manifest, sources, NOW), { isDisputed: false, isCompromised: false })
})

/** The police after all its custodians have changed, with a roster under the new root. */
function afterHandover(changes: Partial<Roster>) {
  const custodians = [701, 702, 703].map(testSigningKey)
  const rootText = signStatement(
    'root',
    {
      ...POLICE.root,
      sequence: 2,
      previous: POLICE.pin,
      custodians: custodians.map(encodeSigningJwk),
    },
    ...POLICE.custodians.slice(0, 2),
    ...custodians.slice(0, 2),
  )
  const roster = signStatement(
    'roster',
    {
      ...POLICE.roster,
      number: 2,
      previous: parseStatementUnsafe('roster', POLICE.rosterText).digest,
      root: parseStatementUnsafe('root', rootText).digest,
      functions: [],
      members: [],
      ...changes,
    },
    POLICE.rosterKey,
  )
  const texts = textsOf(POLICE, { roots: [POLICE.rootText, rootText], roster, agreements: [] })
  return authorSources(testDirectory([texts]), POLICE.agency)
}

t.test('a message by who left before the custodians changed still verifies', async (t) => {
  const revocations = [
    { credential: digest, kid: key.kid, revokedAt: encodeTime(NOW + HOUR), reason: 'left' },
  ] as const
  const { member } = judgeAuthor(manifest, afterHandover({ revocations }), NOW)
  t.equal(member.credential, digest)
})

t.test('refuses a credential of former custodians that no roster has known', async (t) => {
  // Who has their keys can sign in their name for ever.
  t.throws(() => judgeAuthor(manifest, afterHandover({}), NOW), { code: 'author-unknown' })
})

t.test('says that it is disputed when the record of the revocation is not known', async (t) => {
  t.equal(judgeAuthor(manifest, revoked(-HOUR), NOW).isDisputed, true)
  t.equal(judgeAuthor(manifest, revoked(HOUR), NOW).isDisputed, false)
})
