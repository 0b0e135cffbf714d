/**
 * Passkeys as secrets: what their PRF (WebAuthn Level 3 §10.1.4) gives opens the vault. The gateway does not verify them; that somebody is
 * signed in is another matter.
 *
 * @module
 */
import type { AskedPasskey, PasskeyOutput } from '../worker/methods/keys.ts'
import { WorkerFailure } from '../crypto-worker.ts'

/** Makes a passkey on this device or a security key, and asks it once. Throws WorkerFailure `passkey-refused`, `passkey-without-prf`. */
export async function makePasskey(
  name: string,
  { salt, user }: { readonly salt: Uint8Array; readonly user: Uint8Array },
): Promise<PasskeyOutput> {
  const made = await asked(() =>
    navigator.credentials.create({
      publicKey: {
        challenge: challenge(),
        rp: { name: 'Sluss' },
        user: { id: own(user), name, displayName: name },
        pubKeyCredParams: [
          { type: 'public-key', alg: -8 },
          { type: 'public-key', alg: -7 },
          { type: 'public-key', alg: -257 },
        ],
        authenticatorSelection: { residentKey: 'preferred', userVerification: 'required' },
        extensions: { prf: {} },
      },
    }),
  )
  // Not the capability that the browser states, but what this authenticator did.
  if (made.getClientExtensionResults().prf?.enabled !== true)
    throw new WorkerFailure({ code: 'passkey-without-prf' })
  return askPasskey([{ credential: made.id, id: new Uint8Array(made.rawId), salt }])
}

/** Asks one of these passkeys. Throws WorkerFailure `passkey-refused`, `passkey-without-prf`. */
export async function askPasskey(passkeys: readonly AskedPasskey[]): Promise<PasskeyOutput> {
  const evalByCredential = Object.fromEntries(
    passkeys.map(({ credential, salt }) => [credential, { first: own(salt) }]),
  )
  const got = await asked(() =>
    navigator.credentials.get({
      publicKey: {
        challenge: challenge(),
        allowCredentials: passkeys.map(({ id }) => ({
          type: 'public-key',
          id: own(id),
        })),
        userVerification: 'required',
        extensions: { prf: { evalByCredential } },
      },
    }),
  )
  const credential = got.id
  const first = got.getClientExtensionResults().prf?.results?.first
  const salt = passkeys.find((each) => each.credential === credential)?.salt
  if (first === undefined || salt === undefined)
    throw new WorkerFailure({ code: 'passkey-without-prf' })
  return { credential, salt, output: new Uint8Array(first as ArrayBuffer) }
}

/** Whether passkeys can be asked for here at all. */
export function hasPasskeys(): boolean {
  return 'credentials' in navigator && 'PublicKeyCredential' in window
}

/** Nobody checks the answer's signature, so nothing hangs on it; it must be there. */
function challenge(): Uint8Array<ArrayBuffer> {
  return crypto.getRandomValues(new Uint8Array(32))
}

function own(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  return new Uint8Array(bytes)
}

async function asked(ask: () => Promise<Credential | null>): Promise<PublicKeyCredential> {
  try {
    const credential = await ask()
    if (credential !== null) return credential as PublicKeyCredential
  } catch {
    // The person said no, or it took too long: the browser does not tell which.
  }
  throw new WorkerFailure({ code: 'passkey-refused' })
}
