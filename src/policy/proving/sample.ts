/**
 * A sample of some items, each as likely as the other, drawn by a seed that repeats it: a Fisher–Yates shuffle cut short, over
 * the generator mulberry32. Made for choosing tests, not for secrets.
 */
export function drawSample<T>(items: readonly T[], count: number, seed: number): readonly T[] {
  const rest = [...items]
  const random = generatorOf(seed)
  const most = Math.min(count, rest.length)
  for (let place = 0; place < most; place++) {
    const other = place + Math.floor(random() * (rest.length - place))
    ;[rest[place], rest[other]] = [rest[other]!, rest[place]!]
  }
  return rest.slice(0, most)
}

/** Numbers from 0 up to 1, by a seed of 32 bits. */
function generatorOf(seed: number): () => number {
  let state = seed | 0
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}
