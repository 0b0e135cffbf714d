import { once } from 'node:events'
import { Worker } from 'node:worker_threads'
import type { Mutant } from '../policy/proving/mutants.ts'
import type { Tried } from '../policy/proving/mutation-report.ts'
import type { MutationAnswer, MutationTask } from './mutation-worker.ts'

const WORKER = new URL('./mutation-worker.ts', import.meta.url)

/** Tries mutants of a policy folder in some threads at once. Rejects with what a thread failed with. */
export async function tryMutants(
  files: ReadonlyMap<string, Uint8Array>,
  mutants: readonly Mutant[],
  threads: number,
): Promise<readonly Tried[]> {
  const shares = Array.from({ length: threads }, (_, thread) =>
    // Neighbours cost alike: dealt out in turn, all threads end at about the same time.
    mutants.filter((_mutant, place) => place % threads === thread).map(({ id }) => id),
  )
  const answers = await Promise.all(shares.map((ids) => runThread({ files, ids })))
  const verdicts = new Map(answers.flat())
  return mutants.map((mutant) => ({ mutant, verdict: verdicts.get(mutant.id)! }))
}

async function runThread(workerData: MutationTask): Promise<MutationAnswer> {
  const worker = new Worker(WORKER, { workerData })
  const [answer] = (await once(worker, 'message')) as [MutationAnswer]
  return answer
}
