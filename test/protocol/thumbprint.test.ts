import t from 'tap'
import { thumbprintOf } from '../../src/protocol/thumbprint.ts'
import published from '../vectors/protocol/published/jose.json' with { type: 'json' }

t.test('gives the thumbprint of RFC 7638', async (t) => {
  const { members, thumbprint } = published.thumbprintOfRsaKey
  t.equal(thumbprintOf(members), thumbprint)
})

t.test('does not depend on the order in which the members stand', async (t) => {
  t.equal(
    thumbprintOf({ kty: 'AKP', pub: 'x', alg: 'y' }),
    thumbprintOf({ alg: 'y', kty: 'AKP', pub: 'x' }),
  )
})
