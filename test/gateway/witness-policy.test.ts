import t from 'tap'
import { listWitnessFaults, parseWitnessPolicy } from '../../src/gateway/witness-policy.ts'
import { buildCosigner, encodeCosignerKey } from '../../src/protocol/tlog/cosignature.ts'
import { encodeVerifierKey } from '../../src/protocol/tlog/note.ts'
import { testSigningKey } from '../fixtures/agency.ts'

const LOG_KEY = testSigningKey(730)
const ORIGIN = 'https://sluss.example'
const VKEY = encodeCosignerKey(buildCosigner('witness.example', testSigningKey(731)))
const OTHER = encodeCosignerKey(buildCosigner('other.example', testSigningKey(732)))
const log = (name = 'sluss.example/log', key = LOG_KEY) =>
  `log ${encodeVerifierKey({ name, key })}\n`
const POLICY = `witness police ${VKEY} https://witness.example/w\nwitness board ${OTHER} http://127.0.0.1:8091\nquorum police\n`
const beside = { strictRelease: true, origin: ORIGIN, logKey: LOG_KEY } as const
const pins = new Map([['police', 1]])

t.test('reads witnesses with their addresses', async (t) => {
  const { witnesses, keys } = parseWitnessPolicy(POLICY)
  t.same(
    witnesses.map(({ name, url }) => [name, url]),
    [
      ['police', 'https://witness.example/w'],
      ['board', 'http://127.0.0.1:8091'],
    ],
  )
  t.same(keys, [VKEY, OTHER])
})

const WRONG = {
  'no address': `witness police ${VKEY}\nquorum police\n`,
  'an address without TLS': `witness police ${VKEY} http://witness.example\nquorum police\n`,
  'a password in the address': `witness police ${VKEY} https://a:b@witness.example\nquorum police\n`,
  'a file': `witness police ${VKEY} file:///etc/passwd\nquorum police\n`,
  'no witness': 'quorum none\n',
}
for (const [what, text] of Object.entries(WRONG))
  t.test(`refuses ${what}`, async (t) => {
    t.throws(() => parseWitnessPolicy(text), { name: 'ConfigError' })
  })

t.test('names the line that is wrong', async (t) => {
  t.throws(() => parseWitnessPolicy(`${POLICY}quorum board\n`), {
    message: 'line 4: there is a quorum line already.',
  })
})

t.test('the policy must be of this gateway’s log, if it names any', async (t) => {
  const faults = (text: string) =>
    listWitnessFaults({ ...beside, pins, witnesses: parseWitnessPolicy(text + POLICY) })
  t.same(faults(''), [])
  t.same(faults(log()), [])
  t.match(faults(log('annan.example/log')), [/other logs/])
  t.match(faults(log('sluss.example/log', testSigningKey(733))), [/other logs/])
})

t.test('strict release needs a witness or group of every agency', async (t) => {
  const witnesses = parseWitnessPolicy(POLICY)
  const both = new Map([
    ['police', 1],
    ['hospital', 1],
  ])
  t.match(listWitnessFaults({ ...beside, pins: both, witnesses }), [/named hospital/])
  t.same(listWitnessFaults({ ...beside, strictRelease: false, pins: both, witnesses }), [])
  t.match(listWitnessFaults({ ...beside, pins, witnesses: undefined }), [/needs witnesses/])
  const grouped = parseWitnessPolicy(POLICY.replace('quorum', 'group hospital any board\nquorum'))
  t.same(listWitnessFaults({ ...beside, pins: both, witnesses: grouped }), [])
})
