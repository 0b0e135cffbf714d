import type { Context } from './context.ts'

/** What a person in a terminal can follow, ms. */
const BETWEEN = 500

/** Between two lines in a file that somebody reads afterwards, ms. */
const BETWEEN_LINES = 10_000

/** Nothing is said of what takes no longer, ms. */
const QUIET = 1_000

/** Tells how far the reading of a log has come: nothing in the first second, then as often as somebody can make use of it. */
export class LogProgress {
  readonly #context: Pick<Context, 'terminal' | 'clock'>
  readonly #started: number
  #told: number | undefined
  #records = 0

  constructor(context: Pick<Context, 'terminal' | 'clock'>) {
    this.#context = context
    this.#started = context.clock()
  }

  /** So many more records are verified, up to `done` of `size` in this log. */
  add(records: number, origin: string, done: number, size: number): void {
    this.#records += records
    const { terminal, clock } = this.#context
    const now = clock()
    const pause = terminal.isWatched ? BETWEEN : BETWEEN_LINES
    const next = this.#told === undefined ? this.#started + QUIET : this.#told + pause
    if (now < next) return
    this.#told = now
    this.#say(origin, done, size, now)
  }

  /** Ends the line that was told last, if any was. */
  end(): void {
    const { terminal, clock } = this.#context
    if (this.#told === undefined) return
    const [records, rate] = [formatNumber(this.#records), this.#rateAt(clock())]
    terminal.update(
      {
        sv: `${records} poster kontrollerade, ${rate} i sekunden`,
        en: `${records} records verified, ${rate} a second`,
      },
      true,
    )
  }

  #say(origin: string, done: number, size: number, now: number): void {
    const [of, percent] = [formatNumber(size), Math.floor((done / size) * 100)]
    const [so, rate] = [formatNumber(done), this.#rateAt(now)]
    this.#context.terminal.update({
      sv: `${origin}: ${so} av ${of} poster (${percent} %), ${rate} i sekunden`,
      en: `${origin}: ${so} of ${of} records (${percent} %), ${rate} a second`,
    })
  }

  #rateAt(now: number): string {
    const seconds = Math.max(now - this.#started, 1) / 1000
    return formatNumber(Math.round(this.#records / seconds))
  }
}

/** With a space between thousands, the same in both languages. */
export function formatNumber(value: number): string {
  return String(value).replaceAll(/\B(?=(\d{3})+$)/g, ' ')
}
