import { evaluate } from '../../src/policy/evaluate.ts'
import { encodeDecision } from '../../src/policy/encode-decision.ts'
import { readPolicySet } from './policy-folder.ts'
import { readFileSync } from 'node:fs'
import type { PolicyRequest } from '../../src/policy/policy-request.ts'
const set = await readPolicySet()
const REQUEST = JSON.parse(readFileSync('/tmp/s1-request.json', 'utf8')) as PolicyRequest
const d = evaluate(set, REQUEST)
console.log('size', encodeDecision(d).length, 'parts', d.parts.length)
const sz = (x: unknown) => JSON.stringify(x).length
let l=0,g=0,c=0,r=0,b=0,re=0
const gs = new Set<string>(), fs = new Set<string>(), rows = new Set<string>(), lk = new Set<string>(), rr=new Set<string>()
for (const p of d.parts) { l+=sz(p.locks); g+=sz(p.grounds); b+=sz(p.blocks); r+=sz(p.rules); re+=sz(p.reasons); for (const x of p.grounds){ c+=sz(x.conditions); gs.add(JSON.stringify(x)) } ; lk.add(JSON.stringify(p.locks)); rr.add(JSON.stringify(p.rules)); const {part, receiver, ...rest} = p; rows.add(JSON.stringify(rest)) }
console.log({locks:l, grounds:g, conditions:c, blocks:b, rules:r, reasons: re, obligations: sz(d.obligations), doc: sz(d.documentation)})
console.log('distinct grounds', gs.size, [...gs].join('').length, 'distinct findings', rows.size, [...rows].join('').length, 'distinct lock lists', lk.size,[...lk].join('').length, rr.size)
const t=performance.now(); for (let i=0;i<20000;i++) evaluate(set, REQUEST); console.log('evaluate µs', (performance.now()-t)/20)
const t2=performance.now(); for (let i=0;i<20000;i++) encodeDecision(d); console.log('encode µs', (performance.now()-t2)/20)
import { decisionJson } from '../../src/policy/encode-decision.ts'
const lap = (n: string, f: () => unknown) => { let best = 1e9; for (let k = 0; k < 30; k++) { const t = performance.now(); for (let i = 0; i < 1000; i++) f(); best = Math.min(best, performance.now() - t) } console.log(n, best.toFixed(1)) }
const j = decisionJson(d)
lap('json', () => decisionJson(d)); lap('stringify', () => JSON.stringify(j)); const tx = JSON.stringify(j); lap('utf8', () => new TextEncoder().encode(tx)); lap('plain', () => JSON.stringify(d)); lap('oblig', () => JSON.stringify(j.obligations)); lap('find', () => JSON.stringify(j.findings)); lap('parts', () => JSON.stringify(j.parts)); lap('buf', () => Buffer.from(tx)); lap('eval', () => evaluate(set, REQUEST))
