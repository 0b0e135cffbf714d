import { acceptedVectors } from './cases-accepted.ts'
import { sealedCases } from './cases-sealed.ts'
import { signedCases } from './cases-signed.ts'
import { textCases } from './cases-text.ts'

/**
 * The generated files by path: what is accepted, what is refused, and `refused/index.json`, which holds all of the latter for
 * runtimes without a file system.
 */
export function vectorFiles(): ReadonlyMap<string, string> {
  const accepted = Object.entries(acceptedVectors())
  const cases = { ...textCases(), ...signedCases(), ...sealedCases() }
  return new Map([
    ...accepted.map(([name, value]) => [`accepted/${name}.json`, write(value)] as const),
    ...Object.entries(cases).map(
      ([name, value]) => [`refused/${name}.json`, write(value)] as const,
    ),
    ['refused/index.json', write(cases)],
  ])
}

function write(value: object): string {
  return `${JSON.stringify(value, null, 2)}\n`
}
