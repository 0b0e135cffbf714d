import { benchSixParts } from './six-parts.ts'
import { benchDecisions } from './decisions.ts'
const plan = { rounds: 5, roundTime: 300 }
await benchSixParts(plan)
if (process.argv[2]) await benchDecisions(plan)
