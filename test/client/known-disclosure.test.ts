import t from 'tap'
import { loadKnown } from '../../src/client/known-disclosure.ts'
import { signWithdrawal } from '../../src/client/member-acts.ts'
import { findActing } from '../../src/client/acting.ts'
import type { JsonObject } from '../../src/protocol/json.ts'
import { signStatement } from '../../src/protocol/statement.ts'
import { encodeTime } from '../../src/protocol/time.ts'
import { newUuid } from '../../src/protocol/uuid.ts'
import { BOARD, NOW, POLICE, testSigningKey } from '../fixtures/agency.ts'
import type { TestAgency } from '../fixtures/agency.ts'
import { keysOf, testDirectory } from '../fixtures/exchange.ts'
import { sentReferral } from '../fixtures/sent-disclosure.ts'

const SENT = sentReferral()
const { manifest } = SENT.sealed
const { head } = SENT.plan
const ABOUT = { disclosure: head.id, manifest: manifest.digest }

/** What a gateway answers, and what the client makes of it. */
const known = async (answer: JsonObject, id: string = head.id) =>
  loadKnown(
    {
      gateway: { disclosure: async () => ({ ...HONEST, ...answer }) } as never,
      directory: testDirectory(),
      clock: () => NOW,
    },
    id,
  )

const HONEST = { manifest: manifest.text, at: encodeTime(NOW), withdrawals: [] }

const OTHER_SIGNATURE = signStatement(
  'manifest',
  { ...manifest.payload, parts: manifest.payload.parts.slice(1) },
  POLICE.author.key,
).split('.')[2]!

/** Taken back by a member of this agency. */
function takenBackBy(agency: TestAgency): string {
  const who = { directory: testDirectory(), agency: agency.agency, keys: keysOf(agency), now: NOW }
  const acting = findActing({ ...who, roles: ['author', 'reader', 'decision-maker'] })
  return signWithdrawal(acting, ABOUT, ['wrong-receiver'], NOW)
}

t.test('a disclosure is known by its author’s signed word', async (t) => {
  t.match(await known({}), { about: ABOUT, head: { id: head.id }, withdrawal: null })
  const { withdrawal } = await known({ withdrawals: [takenBackBy(POLICE)] })
  t.same(withdrawal?.payload.reasons, ['wrong-receiver'])
})

const REFUSED: Record<string, [code: string, answer: () => JsonObject]> = {
  'a manifest that somebody else has signed': [
    'signer-unknown',
    () => ({ manifest: signStatement('manifest', manifest.payload, testSigningKey(4711)) }),
  ],
  'a manifest under the signature of another': [
    'jws-signature-invalid',
    () => ({ manifest: [...manifest.text.split('.').slice(0, 2), OTHER_SIGNATURE].join('.') }),
  ],
  'no manifest': ['answer-invalid', () => ({ manifest: null })],
  'a moment before its author made it': [
    'answer-invalid',
    () => ({ at: encodeTime(NOW - 3_600_000) }),
  ],
  'a moment to come': ['answer-invalid', () => ({ at: encodeTime(NOW + 3_600_000) })],
  'a withdrawal by who received it': ['not-a-party', () => ({ withdrawals: [takenBackBy(BOARD)] })],
}
for (const [what, [code, answer]] of Object.entries(REFUSED))
  t.test(`${what} is not believed`, async (t) => {
    await t.rejects(known(answer()), { code })
  })

t.test('another disclosure than the one asked for is not believed', async (t) => {
  await t.rejects(known({}, newUuid(NOW)), { code: 'answer-invalid' })
})
