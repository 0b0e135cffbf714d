import { evaluate } from '../../src/policy/evaluate.ts'
import { explainDecision } from '../../src/policy/explaining/explanation.ts'
import { readPolicySet } from './policy-folder.ts'
import { REQUEST } from './six-parts.ts'
const set = await readPolicySet()
function time(f: () => unknown) {
  const all: number[] = []
  for (let k = 0; k < 60; k++) {
    const c = performance.now()
    for (let i = 0; i < 1000; i++) f()
    const e = performance.now() - c
    all.push(e)
  }
  all.sort((a, b) => a - b)
  return `min ${all[0]!.toFixed(1)} med ${all[30]!.toFixed(1)}`
}
const d = evaluate(set, REQUEST)
const which: Record<string, () => unknown> = {
  evaluate: () => evaluate(set, REQUEST),
  explain: () => explainDecision(set, REQUEST, d),
  both: () => explainDecision(set, REQUEST, evaluate(set, REQUEST)),
}
for (const name of process.argv.slice(2)) console.log(name, time(which[name]!))
