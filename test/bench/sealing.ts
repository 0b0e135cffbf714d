/**
 * Seal and sign, open and verify: a 4 KB document in six parts to two readers, against `jose`'s JWS nested in a JWE to two
 * recipients.
 *
 * jose is given less to do: one content for both readers, classical keys (X25519), no commitments, no padding, no schema.
 * A second line asks of it what six parts ask of us, one nested object each. Both sides verify with keys already known: the
 * credential chain is checked once a day, not once a disclosure. Every open is compared with what was sealed.
 *
 * @module
 */
import { equalBytes } from '../../src/protocol/bytes.ts'
import { newJoseParties, openNested, sealNested } from './jose-nested.ts'
import { newSlussParties, openDisclosure, sealDisclosure } from './sluss-disclosure.ts'
import { measure } from './rounds.ts'
import type { Plan } from './rounds.ts'
import { figure, printTable, verdict } from './table.ts'

const PARTS = 6
const DOCUMENT_SIZE = 4096

/** Letters, as a form's free text would be: what is sealed must not depend on what compresses well. */
function sampleDocument(): Uint8Array[] {
  const size = Math.floor(DOCUMENT_SIZE / PARTS)
  return Array.from({ length: PARTS }, (_, part) =>
    Uint8Array.from(
      { length: part === 0 ? DOCUMENT_SIZE - size * (PARTS - 1) : size },
      (_, i) => 97 + ((i * 7 + part) % 26),
    ),
  )
}

/** Measures and prints. Returns whether ours was no slower than one nested object. */
export async function benchSealing(plan: Plan): Promise<boolean> {
  const parts = sampleDocument()
  const whole = Uint8Array.from(parts.flatMap((part) => [...part]))
  const sluss = newSlussParties()
  const jose = await newJoseParties()

  const ours = sealDisclosure(parts, sluss)
  const nested = await sealNested(whole, jose)
  const nestedParts = await Promise.all(parts.map((part) => sealNested(part, jose)))

  const times = await measure(
    [
      { name: 'seal', run: () => sealDisclosure(parts, sluss) },
      { name: 'seal-jose', run: () => sealNested(whole, jose) },
      { name: 'seal-jose-parts', run: () => Promise.all(parts.map((p) => sealNested(p, jose))) },
      { name: 'open', run: () => verifySame(openDisclosure(ours, sluss), parts) },
      { name: 'open-jose', run: async () => verifySame([await openNested(nested, jose)], [whole]) },
      {
        name: 'open-jose-parts',
        run: async () =>
          verifySame(await Promise.all(nestedParts.map((p) => openNested(p, jose))), parts),
      },
    ],
    plan,
  )
  const row = (name: string, suffix: string, bytes: number) => {
    const seal = times.get(`seal${suffix}`)!
    const open = times.get(`open${suffix}`)!
    return [name, `${figure(seal / 1000)} ms`, `${figure(open / 1000)} ms`, figure(bytes)]
  }
  const size = (text: string) => new TextEncoder().encode(text).length
  const ratio = (operation: string) => times.get(`${operation}-jose`)! / times.get(operation)!
  printTable(
    'Seal + sign and open + verify: 4 096 bytes, six parts, two readers',
    ['', 'seal + sign', 'open + verify', 'bytes on the wire'],
    [
      row('Sluss (X-Wing, Ed25519)', '', ours.length),
      row('jose, one JWS in JWE (X25519, Ed25519)', '-jose', size(nested)),
      row(
        'jose, one per part',
        '-jose-parts',
        nestedParts.reduce((n, p) => n + size(p), 0),
      ),
    ],
    [
      `seal + sign, times as fast as one nested object: ${verdict(ratio('seal'), 1)}`,
      `open + verify, likewise: ${verdict(ratio('open'), 1)}`,
      'Each part is padded to 1 KiB and up, and each keyring carries 1 120 bytes of X-Wing: that is the price on the wire.',
    ],
  )
  return ratio('seal') >= 1 && ratio('open') >= 1
}

function verifySame(found: readonly Uint8Array[], wanted: readonly Uint8Array[]): void {
  if (found.length !== wanted.length || !found.every((part, i) => equalBytes(part, wanted[i]!)))
    throw new TypeError('what was opened is not what was sealed')
}
