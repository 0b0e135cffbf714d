import { isJsonObject } from '../protocol/json.ts'
import type { JsonObject, JsonValue } from '../protocol/json.ts'
import { parseTime } from '../protocol/time.ts'
import type { Time } from '../protocol/time.ts'
import { ClientError } from './errors.ts'

/** Reads a member of a gateway's answer as what it must be. Each throws ClientError `answer-invalid` on anything else. */
export class AnswerReader {
  readonly #members: JsonObject

  constructor(value: JsonValue | undefined) {
    if (!isJsonObject(value)) throw unexpected()
    this.#members = value
  }

  /** Whether the member is there and not null. */
  has(name: string): boolean {
    return (this.#members[name] ?? null) !== null
  }

  text(name: string): string {
    const value = this.#members[name]
    if (typeof value !== 'string') throw unexpected()
    return value
  }

  /** One of a list of words. */
  word<const W extends string>(name: string, words: readonly W[]): W {
    const found = words.find((word) => word === this.#members[name])
    if (found === undefined) throw unexpected()
    return found
  }

  time(name: string): Time {
    const text = this.text(name)
    try {
      parseTime(text)
    } catch (cause) {
      throw unexpected({ cause })
    }
    return text
  }

  count(name: string): number {
    const value = this.#members[name]
    if (!Number.isSafeInteger(value) || (value as number) < 0) throw unexpected()
    return value as number
  }

  flag(name: string): boolean {
    const value = this.#members[name]
    if (typeof value !== 'boolean') throw unexpected()
    return value
  }

  texts(name: string): readonly string[] {
    const value = this.#members[name]
    if (!Array.isArray(value) || !value.every((each) => typeof each === 'string'))
      throw unexpected()
    return value as readonly string[]
  }

  inside(name: string): AnswerReader {
    return new AnswerReader(this.#members[name])
  }

  list<T>(name: string, read: (item: AnswerReader) => T): readonly T[] {
    const value = this.#members[name]
    if (!Array.isArray(value)) throw unexpected()
    return value.map((item: JsonValue) => read(new AnswerReader(item)))
  }

  /** The members of these names that are there, as texts or times. */
  those<const N extends string>(
    names: readonly N[],
    kind: 'text' | 'time',
  ): { readonly [K in N]?: string } {
    const found = names.filter((name) => this.has(name)).map((name) => [name, this[kind](name)])
    return Object.fromEntries(found) as { [K in N]?: string }
  }
}

function unexpected(options?: ErrorOptions): ClientError {
  return new ClientError('answer-invalid', 'the gateway answered something unexpected', options)
}
