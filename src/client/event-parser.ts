/**
 * Server-sent events as the gateway writes them (WHATWG HTML §9.2.6): `event`, `id` and `data` lines, comments, `\n` alone.
 *
 * @module
 */

/** One event, or a beat: then `event` is empty. */
export interface ServerEvent {
  readonly event: string
  readonly data: string
  /** The last id so far. */
  readonly id: string | undefined
}

/** Longer than anything the gateway says: an endless line must not fill the memory. */
const LONGEST = 64 * 1024

/** Takes text as it comes, and gives what is whole. Throws RangeError on an event without end. */
export class EventParser {
  #text = ''
  #id: string | undefined

  take(chunk: string): ServerEvent[] {
    const blocks = (this.#text + chunk).split('\n\n')
    this.#text = blocks.pop()!
    if (this.#text.length > LONGEST) throw new RangeError('an event without end')
    return blocks.map((block) => this.#read(block))
  }

  #read(block: string): ServerEvent {
    const fields = new Map<string, string>()
    for (const line of block.split('\n')) {
      const colon = line.indexOf(':')
      if (colon <= 0) continue
      fields.set(line.slice(0, colon), line.slice(colon + 1).replace(/^ /, ''))
    }
    this.#id = fields.get('id') ?? this.#id
    return { event: fields.get('event') ?? '', data: fields.get('data') ?? '', id: this.#id }
  }
}
