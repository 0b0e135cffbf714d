import { evaluate } from '../../src/policy/evaluate.ts'
import { readPolicySet } from './policy-folder.ts'
import { REQUEST } from './six-parts.ts'
const set = await readPolicySet()
const t = performance.now()
for (let i = 0; i < 100000; i++) evaluate(set, REQUEST)
console.log((performance.now() - t) / 100)
