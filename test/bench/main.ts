/**
 * `npm run bench`: how fast Sluss is beside others, measured in one run on one machine. `npm run bench -- http` runs one part:
 * `decisions`, `sealing`, `http` or `log`. Exit code 1 when a target was missed.
 *
 * @module
 */
import { availableParallelism, cpus, totalmem } from 'node:os'
import { benchDecisions } from './decisions.ts'
import { benchHttp } from './http.ts'
import { benchLog } from './log.ts'
import { benchSealing } from './sealing.ts'
import { benchSixParts } from './six-parts.ts'

const ROUNDS = 5
const PLAN = { rounds: ROUNDS, roundTime: 1000 }

const PARTS: Readonly<Record<string, () => Promise<boolean>>> = {
  decisions: async () => {
    const isMet = await benchDecisions(PLAN)
    return (await benchSixParts(PLAN)) && isMet
  },
  sealing: () => benchSealing(PLAN),
  http: () => benchHttp({ rounds: ROUNDS }),
  log: () => benchLog(),
}

const asked = process.argv.slice(2)
const unknown = asked.find((name) => !Object.hasOwn(PARTS, name))
if (unknown !== undefined) {
  console.error(`There is no part ${unknown}. Parts: ${Object.keys(PARTS).join(', ')}.`)
  process.exit(2)
}

const memory = Math.round(totalmem() / 2 ** 30)
console.log(
  `${availableParallelism()} cores (${cpus()[0]?.model ?? 'unknown'}), ${memory} GiB, ${process.platform}, Node ${process.version}. ` +
    `Medians of ${ROUNDS} rounds after one to warm up; contenders take turns. What matters is the ratios.`,
)
let met = true
for (const [name, run] of Object.entries(PARTS)) {
  if (asked.length > 0 && !asked.includes(name)) continue
  met = (await run()) && met
}
process.exitCode = met ? 0 : 1
