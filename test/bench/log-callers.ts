/** What callers saw: how many were answered a second, and how long they waited. */
export interface Waits {
  /** Answers per second. */
  readonly rate: number
  /** Every wait in ms, the shortest first. */
  readonly sorted: readonly number[]
}

/** One call of it is one record. */
export type Append = () => Promise<unknown>

/** So many callers, each of whom asks again as soon as he is answered. */
export async function runCallers(
  append: Append,
  { callers, time }: { readonly callers: number; readonly time: number },
): Promise<Waits> {
  const waits: number[] = []
  const start = performance.now()
  const caller = async (): Promise<void> => {
    for (let asked = start; asked - start < time;) {
      await append()
      const answered = performance.now()
      waits.push(answered - asked)
      asked = answered
    }
  }
  await Promise.all(Array.from({ length: callers }, caller))
  return toWaits(waits, performance.now() - start)
}

/**
 * Callers who come at random, so many a second on average, and do not wait for each other (Poisson arrivals). A wait begins when a
 * caller was due: one who could not be let in on time has waited, too.
 */
export async function runArrivals(
  append: Append,
  { rate, time }: { readonly rate: number; readonly time: number },
): Promise<Waits> {
  const waits: number[] = []
  const answers: Promise<void>[] = []
  const start = performance.now()
  const nextGap = () => (-Math.log(1 - Math.random()) / rate) * 1000
  const ask = async (due: number): Promise<void> => {
    await append()
    waits.push(performance.now() - due)
  }
  for (let due = start + nextGap(); due - start < time; due += nextGap()) {
    const left = due - performance.now()
    if (left > 0) await new Promise((resolve) => setTimeout(resolve, left))
    answers.push(ask(due))
  }
  await Promise.all(answers)
  return toWaits(waits, performance.now() - start)
}

/** The wait that so many of a hundred did not exceed, in ms. */
export function percentile({ sorted }: Waits, percent: number): number {
  const wait = sorted[Math.min(sorted.length - 1, Math.floor((sorted.length * percent) / 100))]
  if (wait === undefined) throw new TypeError('a percentile of nothing')
  return wait
}

/** What was seen in several rounds, as one. */
export function joinWaits(rounds: readonly Waits[]): Waits {
  const sorted = rounds.flatMap((round) => round.sorted).toSorted((a, b) => a - b)
  return { rate: rounds.reduce((sum, { rate }) => sum + rate, 0) / rounds.length, sorted }
}

function toWaits(waits: number[], elapsed: number): Waits {
  return {
    rate: (waits.length / elapsed) * 1000,
    sorted: waits.toSorted((a, b) => a - b),
  }
}
