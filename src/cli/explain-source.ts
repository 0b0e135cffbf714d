/**
 * What `sluss policy explain` can explain: a draft, a situation in the words of a decision table, a row of such a table, or
 * an evidence bundle. Each is read into a request, or into the decision that was made.
 *
 * @module
 */
import { explainDecision } from '../client/explain-decision.ts'
import { parseDraft } from '../client/draft.ts'
import { ClientError } from '../client/errors.ts'
import { requestFromDraft } from '../client/request-from-draft.ts'
import { findAdvice } from '../policy/advice.ts'
import { parseDecision } from '../policy/encode-decision.ts'
import { PolicyError } from '../policy/errors.ts'
import { evaluate } from '../policy/evaluate.ts'
import { buildExplanation } from '../policy/explaining/explanation.ts'
import type { Explanation } from '../policy/explaining/explanation.ts'
import { parsePolicySet } from '../policy/pack.ts'
import type { PolicyRequest } from '../policy/policy-request.ts'
import type { PolicySet } from '../policy/policy-set.ts'
import { parseSituation, situationOf } from '../policy/proving/decision-table.ts'
import type { DecisionTable } from '../policy/proving/decision-table.ts'
import { requestOf } from '../policy/proving/situation.ts'
import { parseEvidence } from '../protocol/evidence-bundle.ts'
import type { Evidence } from '../protocol/evidence-bundle.ts'
import { isJsonObject, parseJson } from '../protocol/json.ts'
import type { JsonValue } from '../protocol/json.ts'
import { parseStatementUnsafe } from '../protocol/statement.ts'
import { parseSubmission } from '../protocol/submission.ts'
import { BODY_TYPES } from '../protocol/vocabulary.ts'
import type { BodyType } from '../protocol/vocabulary.ts'
import type { Arguments } from './arguments.ts'
import { loadMessageType } from './catalogue.ts'
import { CliError } from './errors.ts'
import { readInput } from './input-file.ts'

/** Something explained: an explanation, or the error of a request that cannot be judged. */
export interface Explained {
  readonly source: ExplainSource
  readonly result: Explanation | PolicyError
}

/** Where a request came from. `text` is what a table says of its row. */
export interface ExplainSource {
  readonly kind: 'draft' | 'situation' | 'case' | 'evidence'
  readonly name: string
  readonly text?: string
  readonly law?: string
}

/** Decides and explains a request, with what could be done about a refusal. */
function explainRequest(set: PolicySet, request: PolicyRequest): Explanation {
  const decision = evaluate(set, request)
  return buildExplanation(set, request, decision, findAdvice(set, request, decision))
}

/** Explains every row of some tables that `isWanted`, in the order of the tables. */
export function explainCases(
  set: PolicySet,
  tables: ReadonlyMap<string, DecisionTable>,
  isWanted: (item: DecisionTable['cases'][number], file: string) => boolean,
): readonly Explained[] {
  return [...tables].flatMap(([file, table]) =>
    table.cases
      .filter((item) => isWanted(item, file))
      .map((item) => {
        const { id, text, law } = item
        const name = `${file.slice(0, -'.cases.json'.length)} ${id}`
        const source = { kind: 'case', name, text, ...(law && { law }) } as const
        return { source, result: explainOrRefuse(set, requestOf(situationOf(table, item))) }
      }),
  )
}

function explainOrRefuse(set: PolicySet, request: PolicyRequest): Explained['result'] {
  try {
    return explainRequest(set, request)
  } catch (error) {
    if (error instanceof PolicyError) return cited(error, set)
    throw error
  }
}

/** The error, with the sections that now are to be cited instead of the ids of their rules. */
function cited(error: PolicyError, { pack }: PolicySet): PolicyError {
  const { code, place, message } = error
  if (code !== 'citation-stale' || place.reason === undefined) return error
  const citations = new Map(pack.gateways.map(({ id, citation }) => [id, citation]))
  const now = place.reason.split(', ').map((id) => citations.get(id) ?? id)
  return new PolicyError(code, message, { place: { ...place, reason: now.join('; ') } })
}

/** Explains a file, by what it holds. Throws `file-missing`, `draft-invalid`, `pack-invalid`, `evidence-invalid`, `usage`. */
export async function explainFile(
  path: string,
  set: PolicySet,
  args: Arguments,
  now: number,
): Promise<Explained> {
  const bytes = await readInput(path)
  // A bundle is CBOR, and begins with a map; JSON begins with a brace.
  if (bytes[0] !== undefined && bytes[0] >= 0x80)
    return { source: { kind: 'evidence', name: path }, result: explainEvidence(bytes) }
  const value = readJson(bytes)
  if (isJsonObject(value) && value['document'] !== undefined) {
    const draft = parseDraft(bytes)
    const bodies = { from: args.choice('from', BODY_TYPES), to: receiversOf(args) }
    const type = await loadMessageType(draft.type)
    const request = requestFromDraft(draft, type, set, bodies, now)
    return { source: { kind: 'draft', name: path }, result: explainOrRefuse(set, request) }
  }
  const request = requestOf(parseSituation(path, value))
  return { source: { kind: 'situation', name: path }, result: explainOrRefuse(set, request) }
}

function readJson(bytes: Uint8Array): JsonValue {
  try {
    return parseJson(bytes)
  } catch (cause) {
    throw new ClientError('draft-invalid', 'the file is not JSON', {
      cause,
      places: [{ pointer: '', rule: 'json' }],
    })
  }
}

function receiversOf(args: Arguments): (functionId: string) => BodyType {
  const bodies = new Map(
    args.list('to').map((text): [string, BodyType] => {
      const [body, id = ''] = text.split('=').toReversed() as [string, string?]
      return [id, bodyOf(body)]
    }),
  )
  return (id) => {
    const body = bodies.get(id) ?? bodies.get('')
    if (body === undefined) throw new CliError('usage', `--to ${id}=…`)
    return body
  }
}

/** A kind of body. Throws `usage`, naming those that there are. */
function bodyOf(text: string): BodyType {
  const body = BODY_TYPES.find((known) => known === text)
  if (body === undefined) throw new CliError('usage', BODY_TYPES.join('|'))
  return body
}

/** The decision in a bundle, under the law in the bundle. Nothing of it is verified: that is what `sluss verify` does. */
function explainEvidence(bytes: Uint8Array): Explanation {
  const evidence = parseEvidence(bytes)
  const { manifest } = parseSubmission(evidence.submission)
  return explainDecision(
    parseStatementUnsafe('manifest', manifest),
    parseDecision(evidence.decision),
    parsePolicySet(evidence.policySet),
    { findFunction: (id) => findStated(evidence, id) },
  )
}

/** A function as the bundle's own statements describe it, the newest last. */
function findStated({ statements }: Evidence, id: string) {
  const keys = statements['function-key'].map((text) => parseStatementUnsafe('function-key', text))
  const key = keys.findLast(({ payload }) => payload.function === id)?.payload
  const roots = statements.root.map((text) => parseStatementUnsafe('root', text).payload)
  const root = roots.findLast(({ agency }) => agency === key?.agency)
  if (key === undefined || root === undefined) return undefined
  const { agency, servesFearedPerpetrator } = key
  return { agency, bodyType: root.bodyType, servesFearedPerpetrator }
}
