import { oversightCases } from './cases-oversight.ts'
import { actCases } from './cases-act.ts'
import { agencyCases } from './cases-agency.ts'
import { evidenceCases } from './cases-evidence.ts'
import { manifestCases } from './cases-manifest.ts'
import { kindCases, payloadCases } from './cases-payload.ts'

/** The files of `refused/` by path, and `index.json`, which lists them for runtimes without a file system. */
export function vectorFiles(): ReadonlyMap<string, string> {
  const cases = {
    ...kindCases(),
    ...payloadCases(),
    ...oversightCases(),
    ...manifestCases(),
    ...agencyCases(),
    ...actCases(),
    ...evidenceCases(),
  }
  const files = Object.entries(cases).map(
    ([name, value]) => [`${name}.json`, write(value)] as const,
  )
  return new Map([...files, ['index.json', write(cases)]])
}

function write(value: object): string {
  return `${JSON.stringify(value, null, 2)}\n`
}
