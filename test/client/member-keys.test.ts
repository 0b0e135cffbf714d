import t from 'tap'
import { encodeMemberKeys, parseMemberKeys } from '../../src/client/member-keys.ts'
import { encodeUtf8 } from '../../src/protocol/bytes.ts'
import { testSealingKey, testSigningKey } from '../fixtures/agency.ts'

const KEYS = {
  signing: testSigningKey(1),
  reading: new Map([['polisen-sydlanda/utredning', [testSealingKey(3), testSealingKey(2)]]]),
}

t.test('a member’s keys come back as they were, the newest reading key first', async (t) => {
  const keys = parseMemberKeys(encodeMemberKeys(KEYS))
  t.equal(keys.signing.kid, KEYS.signing.kid)
  t.same(
    keys.reading.get('polisen-sydlanda/utredning')?.map((key) => key.kid),
    [testSealingKey(3).kid, testSealingKey(2).kid],
  )
})

t.test('refuses what is no member’s keys', async (t) => {
  const texts = ['{}', '{"v":2,"signing":"","reading":{}}', '{"v":1,"signing":"AA","reading":{}}']
  for (const text of [...texts, '{"v":1,"signing":"AA","reading":{"a/b":"AA"}}', '[]']) {
    t.throws(() => parseMemberKeys(encodeUtf8(text)), { code: 'key-file-invalid' }, text)
  }
})
