import { sealedCases } from './cases-sealed.ts'
import { signedCases } from './cases-signed.ts'
import { textCases } from './cases-text.ts'

/**
 * The files of `refused/` by path, and `index.json`, which lists them for runtimes without a file system.
 */
export function vectorFiles(): ReadonlyMap<string, string> {
  const cases = { ...textCases(), ...signedCases(), ...sealedCases() }
  const files = Object.entries(cases).map(
    ([name, value]) => [`${name}.json`, write(value)] as const,
  )
  return new Map([...files, ['index.json', write(cases)]])
}

function write(value: object): string {
  return `${JSON.stringify(value, null, 2)}\n`
}
