import t from 'tap'
import { authorSources } from '../../src/client/directory.ts'
import { judgeAuthor } from '../../src/client/judge-author.ts'
import type { AuthorSources } from '../../src/client/judge-author.ts'
import { encodeTime } from '../../src/protocol/time.ts'
import { NOW, POLICE } from '../fixtures/agency.ts'
import { testDirectory } from '../fixtures/exchange.ts'
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

t.test('says that it is disputed when the record of the revocation is not known', async (t) => {
  t.equal(judgeAuthor(manifest, revoked(-HOUR), NOW).isDisputed, true)
  t.equal(judgeAuthor(manifest, revoked(HOUR), NOW).isDisputed, false)
})
