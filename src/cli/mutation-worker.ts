/**
 * A thread that tries mutants: it reads the policy folder's files itself, since a compiled set does not travel.
 *
 * @module
 */
import { parentPort, workerData } from 'node:worker_threads'
import { loadPolicySet } from '../policy/load-policy-set.ts'
import { parseDecisionTables } from '../policy/proving/decision-table.ts'
import { listMutants } from '../policy/proving/mutants.ts'
import { MutantTrial } from '../policy/proving/mutant-trial.ts'
import type { Verdict } from '../policy/proving/mutant-trial.ts'

/** What a thread is given: the folder's files, and the mutants to try by their ids. */
export interface MutationTask {
  readonly files: ReadonlyMap<string, Uint8Array>
  readonly ids: readonly string[]
}

/** What it answers. */
export type MutationAnswer = readonly (readonly [id: string, verdict: Verdict])[]

const { files, ids } = workerData as MutationTask
const set = loadPolicySet(files)
const trial = new MutantTrial(set, parseDecisionTables(files))
const mutants = new Map(listMutants(set.pack).map((mutant) => [mutant.id, mutant]))
const answer: MutationAnswer = ids.map((id) => [id, trial.judge(mutants.get(id)!)])
parentPort!.postMessage(answer)
