import { evaluate } from '../../src/policy/evaluate.ts'
import { openDocket, decidePart } from '../../src/policy/part-decision.ts'
import { readPolicySet } from './policy-folder.ts'
import { REQUEST } from './six-parts.ts'
const set = await readPolicySet()
const d = openDocket(set, REQUEST)
const js = d.passages.map((p) => decidePart(d, p))
console.log('passages', d.passages.length, "weighed", d.weighed.length, 'rests', js.map(j => j.rests.length).join())
for (const j of js) console.log(j.decision.part, j.decision.receiver.slice(0,12), j.decision.outcome, j.decision.locks.map(l => l.rule).join(), j.decision.grounds.map(g => g.status + ':' + g.opens.join('+')).join(' | '))

console.log(JSON.stringify(evaluate(set, REQUEST)).length, evaluate(set,REQUEST).obligations.length)
