import { createRemoteJWKSet, jwtVerify } from 'jose'
import t from 'tap'
import { startIdentityProvider } from '../../src/demo/identity-provider.ts'

const AUDIENCE = 'https://sluss.example'
const OPTIONS = {
  subjects: ['klas'],
  audience: AUDIENCE,
  login: { agency: { sv: 'Polisen', en: 'Police' }, people: [] },
  returnTo: { signedIn: `${AUDIENCE}/auth/callback/polisen`, signedOut: `${AUDIENCE}/` },
}

async function requestToken(
  endpoint: string,
  clientId: string,
  clientSecret: string,
): Promise<Response> {
  return await fetch(endpoint, {
    method: 'POST',
    headers: { authorization: `Basic ${btoa(`${clientId}:${clientSecret}`)}` },
    body: new URLSearchParams({ grant_type: 'client_credentials' }),
  })
}

t.test('gives a member a signed access token for the gateway', async (t) => {
  const idp = await startIdentityProvider(OPTIONS)
  t.teardown(() => idp.stop())
  const { clientId, clientSecret } = idp.credentials.get('klas')!

  const answer = await requestToken(idp.tokenEndpoint, clientId, clientSecret)
  const { access_token: token } = (await answer.json()) as { access_token: string }
  const { payload, protectedHeader } = await jwtVerify(
    token,
    createRemoteJWKSet(new URL(idp.jwksUri)),
    { issuer: idp.issuer, audience: AUDIENCE, typ: 'at+jwt', algorithms: ['ES256'] },
  )

  t.equal(payload.sub, 'klas')
  t.equal(protectedHeader.typ, 'at+jwt')
})

t.test('refuses a wrong secret', async (t) => {
  const idp = await startIdentityProvider(OPTIONS)
  t.teardown(() => idp.stop())

  const answer = await requestToken(idp.tokenEndpoint, 'klas', 'wrong')

  t.equal(answer.status, 401)
  t.match(await answer.json(), { error: 'invalid_client' })
})
