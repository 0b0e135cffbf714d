/** The middle value, or the mean of the two middle ones. */
export function median(values: readonly number[]): number {
  if (values.length === 0) throw new TypeError('the median of nothing')
  const sorted = values.toSorted((a, b) => a - b)
  const middle = Math.floor(sorted.length / 2)
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2
}

/** Something to measure: one call of `run` is one operation. */
export interface Contender {
  readonly name: string
  run(): unknown
}

/** How long to measure. */
export interface Plan {
  readonly rounds: number
  /** Milliseconds that each contender runs in each round. */
  readonly roundTime: number
}

/**
 * Microseconds per operation for each contender, the median of several rounds. Contenders take turns within a round, so
 * that a machine that slows down slows all of them; the first round only warms up and is not counted.
 */
export async function measure(
  contenders: readonly Contender[],
  { rounds, roundTime }: Plan,
): Promise<ReadonlyMap<string, number>> {
  const times = new Map(contenders.map(({ name }) => [name, [] as number[]]))
  for (let round = 0; round <= rounds; round++) {
    for (const contender of contenders) {
      const time = await runFor(contender, roundTime)
      if (round > 0) times.get(contender.name)!.push(time)
    }
  }
  return new Map(Array.from(times, ([name, values]) => [name, median(values)]))
}

async function runFor(contender: Contender, milliseconds: number): Promise<number> {
  const start = performance.now()
  let operations = 0
  let elapsed = 0
  while (elapsed < milliseconds) {
    await contender.run()
    operations++
    elapsed = performance.now() - start
  }
  return (elapsed * 1000) / operations
}
