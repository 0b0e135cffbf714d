import t from 'tap'
import { parseConfig } from '../../src/gateway/config.ts'
import type { ConfigFiles } from '../../src/gateway/config.ts'
import { encodeBase64url } from '../../src/protocol/base64url.ts'
import { digestOf } from '../../src/protocol/sha256.ts'

const PIN = digestOf(new Uint8Array(1))
const FILES: Record<string, string> = {
  '/issuers': JSON.stringify([
    {
      issuer: 'https://login.polisen.example',
      agency: 'polisen-sydlanda',
      jwksUri: 'https://login.polisen.example/jwks',
      algorithms: ['ES256'],
    },
  ]),
  '/pins': JSON.stringify({ 'polisen-sydlanda': PIN }),
  '/node': encodeBase64url(new Uint8Array(32).fill(1)),
  '/log': `${encodeBase64url(new Uint8Array(32).fill(2))}\n`,
  '/record': encodeBase64url(new Uint8Array(32).fill(4)),
  '/short': encodeBase64url(new Uint8Array(31)),
  '/cert': 'cert',
  '/key': 'key',
  '/exposed': encodeBase64url(new Uint8Array(32).fill(3)),
}
const files: ConfigFiles = {
  read(path) {
    const text = FILES[path]
    if (text === undefined) throw new Error('ENOENT')
    return text
  },
  isExposed: (path) => path === '/exposed',
}
const env = {
  SLUSS_ORIGIN: 'https://sluss.example',
  SLUSS_ISSUERS_FILE: '/issuers',
  SLUSS_PINS_FILE: '/pins',
  SLUSS_NODE_KEY_FILE: '/node',
  SLUSS_LOG_KEY_FILE: '/log',
  SLUSS_RECORD_KEY_FILE: '/record',
  DATABASE_URL: 'postgres://app@db/sluss',
  PATH: '/usr/bin',
}

t.test('reads a complete environment', async (t) => {
  const config = parseConfig(env, files)
  t.equal(config.origin, 'https://sluss.example')
  t.equal(config.port, 8080)
  t.equal(config.tls, null)
  t.same(config.database, { url: 'postgres://app@db/sluss', ownerUrl: null })
  t.equal(config.pins.get('polisen-sydlanda'), PIN)
  t.equal(config.issuers[0]?.agency, 'polisen-sydlanda')
  t.not(config.nodeKey.kid, config.logKey.kid)
  t.same(config.recordKey, new Uint8Array(32).fill(4))
})

t.test('embeds a database only when told to', async (t) => {
  const { DATABASE_URL: _, ...rest } = env
  const config = parseConfig({ ...rest, SLUSS_EMBEDDED_DATABASE: '/data' }, files)
  t.same(config.database, { embeddedDir: '/data' })
  t.throws(() => parseConfig(rest, files), {
    code: 'settings-invalid',
    message: /DATABASE_URL is not set/,
  })
})

const REFUSED: Record<string, [Record<string, string | undefined>, RegExp]> = {
  'a missing origin': [{ SLUSS_ORIGIN: undefined }, /SLUSS_ORIGIN is not set/],
  'an empty setting': [{ SLUSS_PINS_FILE: ' ' }, /SLUSS_PINS_FILE is not set/],
  'an origin with a path': [
    { SLUSS_ORIGIN: 'https://sluss.example/a' },
    /SLUSS_ORIGIN: must be an origin/,
  ],
  'an origin without TLS': [{ SLUSS_ORIGIN: 'http://sluss.example' }, /must be https/],
  'a misspelt setting': [{ SLUSS_PROT: '1' }, /SLUSS_PROT is not a setting/],
  'a port that is none': [{ SLUSS_PORT: '80a' }, /SLUSS_PORT: must be a whole number/],
  'a port beyond the last': [{ SLUSS_PORT: '65536' }, /SLUSS_PORT/],
  'two databases': [{ SLUSS_EMBEDDED_DATABASE: '/x' }, /exclude each other/],
  'a database of another make': [
    { DATABASE_URL: 'mysql://x/y' },
    /DATABASE_URL: must be an address/,
  ],
  'the owner as application role': [{ DATABASE_OWNER_URL: env.DATABASE_URL }, /are the same/],
  'an owner without a database': [
    { DATABASE_URL: undefined, DATABASE_OWNER_URL: 'postgres://o@db/sluss' },
    /without DATABASE_URL/,
  ],
  'a certificate without a key': [{ SLUSS_TLS_CERT_FILE: '/cert' }, /belong together/],
  'TLS both here and in a proxy': [
    { SLUSS_TLS_CERT_FILE: '/cert', SLUSS_TLS_KEY_FILE: '/key', SLUSS_TRUSTED_PROXIES: '10.0.0.1' },
    /not in both/,
  ],
  'listening to the world without TLS': [
    { SLUSS_HOST: '0.0.0.0' },
    /reachable from outside without TLS/,
  ],
  'a proxy that is no address': [
    { SLUSS_TRUSTED_PROXIES: 'proxy' },
    /must be addresses or networks/,
  ],
  'one key for node and log': [{ SLUSS_LOG_KEY_FILE: '/node' }, /hold the same key/],
  'a key file that others can read': [{ SLUSS_NODE_KEY_FILE: '/exposed' }, /chmod 600/],
  'a short key': [{ SLUSS_NODE_KEY_FILE: '/short' }, /32-byte seed/],
  'a short record key': [{ SLUSS_RECORD_KEY_FILE: '/short' }, /32 bytes/],
  'a record key that others may read': [
    { SLUSS_RECORD_KEY_FILE: '/exposed' },
    /readable by others/,
  ],
  'a file that is not there': [
    { SLUSS_NODE_KEY_FILE: '/none' },
    /SLUSS_NODE_KEY_FILE: cannot be read/,
  ],
  'an unknown log level': [{ SLUSS_LOG_LEVEL: 'loud' }, /must be one of/],
}
for (const [why, [change, message]] of Object.entries(REFUSED)) {
  t.test(`refuses ${why}`, async (t) => {
    t.throws(() => parseConfig({ ...env, ...change }, files), { code: 'settings-invalid', message })
  })
}

const ISSUER = JSON.parse(FILES['/issuers']!)[0]
const REFUSED_ISSUERS: Record<string, [unknown, RegExp]> = {
  'an empty list': [[], /at least one issuer/],
  'a shared secret as algorithm': [
    [{ ...ISSUER, algorithms: ['HS256'] }],
    /algorithms are some of/,
  ],
  'no algorithm': [[{ ...ISSUER, algorithms: [] }], /algorithms are some of/],
  'keys without TLS': [
    [{ ...ISSUER, jwksUri: 'http://login.polisen.example/jwks' }],
    /must be https/,
  ],
  'an issuer twice': [[ISSUER, ISSUER], /lists an issuer twice/],
  'an unknown member': [[{ ...ISSUER, alg: 'ES256' }], /has the members/],
  'an agency that is not pinned': [[{ ...ISSUER, agency: 'okand' }], /does not pin/],
  'a provider of the demonstration in production': [
    [{ ...ISSUER, issuer: 'http://127.0.0.1:4000', jwksUri: 'http://127.0.0.1:4000/jwks' }],
    /is without TLS/,
  ],
  'a sign-in without a client': [[{ ...ISSUER, signIn: {} }], /signIn.clientId/],
  'a sign-in with a secret in the list': [
    [{ ...ISSUER, signIn: { clientId: 'sluss', clientSecret: 'x' } }],
    /signIn has no other members/,
  ],
  'a secret that others can read': [
    [{ ...ISSUER, signIn: { clientId: 'sluss', clientSecretFile: '/exposed' } }],
    /chmod 600/,
  ],
  'a page served without TLS': [
    [{ ...ISSUER, signIn: { clientId: 'sluss', origin: 'http://sluss.polisen.example' } }],
    /signIn.origin/,
  ],
  'two sign-ins of an agency': [
    [
      { ...ISSUER, signIn: { clientId: 'sluss' } },
      { ...ISSUER, issuer: 'https://other.example', signIn: { clientId: 'sluss' } },
    ],
    /has signIn for an agency twice/,
  ],
  'levels of another agency’s function': [
    [{ ...ISSUER, assurance: { functions: { 'annan/x': ['loa3'] } } }],
    /own agency/,
  ],
  'levels that are none': [[{ ...ISSUER, assurance: { default: 'loa3' } }], /lists of acr values/],
}
for (const [why, [list, message]] of Object.entries(REFUSED_ISSUERS)) {
  t.test(`refuses ${why}`, async (t) => {
    const read = (path: string) => (path === '/issuers' ? JSON.stringify(list) : files.read(path))
    t.throws(() => parseConfig(env, { ...files, read }), { code: 'settings-invalid', message })
  })
}

t.test('reads how an agency’s people sign in, and how surely', async (t) => {
  const assurance = { functions: { 'polisen-sydlanda/utredning': ['loa3', 'loa4'] } }
  const signIn = { clientId: 'sluss', clientSecretFile: '/key', origin: 'https://s.example' }
  const list = [{ ...ISSUER, signIn, assurance }]
  const read = (path: string) => (path === '/issuers' ? JSON.stringify(list) : files.read(path))
  const [issuer] = parseConfig(env, { ...files, read }).issuers
  t.same(issuer?.signIn, { clientId: 'sluss', clientSecret: 'key', origin: 'https://s.example' })
  t.same(issuer?.assurance, { default: [], ...assurance })
})

t.test('tells all faults at once, and no secret', async (t) => {
  try {
    parseConfig({ SLUSS_NODE_KEY_FILE: '/short', SLUSS_PORT: 'x' }, files)
    t.fail('accepted')
  } catch (error) {
    const { message } = error as Error
    t.ok(message.split('\n').length > 5)
    t.notMatch(message, FILES['/short']!)
  }
})
