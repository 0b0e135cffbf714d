import { isJsonObject } from '../protocol/json.ts'
import type { JsonObject, JsonValue } from '../protocol/json.ts'

/** What a refusal says to a person, in one language. */
export interface ProblemText {
  readonly title: string
  readonly action: string
}

/** A problem document (RFC 9457) as this gateway writes them. */
export interface Problem {
  /** The gateway's code, or `gateway-refused` if the answer had none: a proxy's error page, for instance. */
  readonly code: string
  readonly status: number
  readonly sv: ProblemText | undefined
  readonly en: ProblemText | undefined
  /** Whatever else the document carried, such as the policy decision of a denial. */
  readonly members: JsonObject
}

/** Reads a refusal. Never throws: a refusal without a readable explanation is still a refusal. */
export function readProblem(status: number, body: JsonValue | undefined): Problem {
  const members = isJsonObject(body) ? body : {}
  return {
    code: typeof members['code'] === 'string' ? members['code'] : 'gateway-refused',
    status,
    sv: readText(members['sv']),
    en: readText(members['en']),
    members,
  }
}

function readText(value: JsonValue | undefined): ProblemText | undefined {
  if (!isJsonObject(value)) return undefined
  const { title, action } = value
  if (typeof title !== 'string' || typeof action !== 'string') return undefined
  return { title, action }
}
