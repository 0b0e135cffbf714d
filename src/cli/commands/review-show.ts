import type { PastReview } from '../../client/review.ts'
import { isJsonObject } from '../../protocol/json.ts'
import type { JsonObject, JsonValue } from '../../protocol/json.ts'
import type { LocalText } from '../../protocol/statements/local-text.ts'
import { parseRecordId } from '../checked-words.ts'
import type { Command } from '../command.ts'
import { MEMBER_OPTIONS } from '../command.ts'
import { EXIT } from '../exit-code.ts'
import { openMemberSession } from '../member-session.ts'
import {
  REASON_WORDS,
  VERDICT_WORDS,
  categoryWords,
  eventWords,
  purposeWords,
  roleWords,
  swedishTime,
} from '../../client/review-words.ts'
import { showReviewed } from '../../client/review-acts.ts'
import type { ShownToOfficer } from '../../client/review-acts.ts'
import type { Session } from '../session.ts'
import type { Terminal } from '../terminal.ts'
import { OF_OPTION } from './review-decide.ts'

/** `sluss review show`: one record, who acted, and what reviewers have said of it. */
export const reviewShow: Command = {
  name: 'review show',
  summary: {
    sv: 'visa en händelse, vem det var och tidigare bedömningar (loggas)',
    en: 'show one record, who it was and earlier verdicts (recorded)',
  },
  positionals: ['HÄNDELSE'],
  options: { ...MEMBER_OPTIONS, ...OF_OPTION },
  examples: ['sluss review show 019cadeb-3980-7085-a916-788b88d2fb03 --as kim'],
  async run(args, context) {
    const record = parseRecordId(args.positional('HÄNDELSE'))
    const session = await openMemberSession(args, context)
    const of = args.optional('of') ?? session.settings.agency
    const shown = await showReviewed(session, { of, record })
    const words = { terminal: context.terminal, say: await loadNames(session, shown.body) }
    context.terminal.result(shown, describe(shown, words))
    return EXIT.done
  },
}

interface Words {
  readonly terminal: Terminal
  /** What a rule or a function is called. */
  readonly say: (id: string) => string
}

/** By id: the functions that the rosters name, and the rules of the law under which the record was made. */
async function loadNames(session: Session, body: JsonObject): Promise<(id: string) => string> {
  const { terminal } = session.context
  const { policySet } = body
  // Words alone: without the set the ids stand as they are.
  const law =
    typeof policySet === 'string'
      ? await session.loadPolicySet(policySet).catch(() => undefined)
      : undefined
  const rules = (law?.pack.gateways ?? []).map(
    ({ id, name, citation }) => [id, `${terminal.text(name)} (${citation})`] as const,
  )
  const functions = [...session.directory.states.values()].flatMap((state) =>
    [...state.functions].map(
      ([id, { payload }]) =>
        [id, `${terminal.text(state.root.payload.name)}, ${terminal.text(payload.name)}`] as const,
    ),
  )
  const names = new Map([...rules, ...functions])
  // A ground is named with its version.
  return (id) => names.get(id.replace(/@.*$/, '')) ?? id
}

function describe({ body, member, reasons, reviews }: ShownToOfficer, words: Words): string[] {
  const { terminal } = words
  const unknown = terminal.text({
    sv: 'visas bara för verksamhetens egen granskare, så länge uppgiften finns kvar',
    en: 'shown only to the agency’s own officer, as long as it is kept',
  })
  const who = terminal.text({ sv: 'Vem', en: 'Who' })
  return [
    `${swedishTime(String(body['ts']))}  ${terminal.text(eventWords(String(body['ev'])))}`,
    `  ${who}: ${member === null ? unknown : `${member.name ?? '–'} (${member.id})`}`,
    ...describeBody(body, words),
    `  ${terminal.text({ sv: 'Granskas', en: 'Reviewed' })}: ${reasons.map((reason) => terminal.text(REASON_WORDS[reason])).join(', ')}`,
    ...reviews.flatMap((review) => describeReview(review, terminal)),
  ]
}

/** What an officer asks first; the rest is in the JSON. */
function describeBody(body: JsonObject, { terminal, say }: Words): string[] {
  const { case: reference, function: id, purpose, to, grounds, code, client } = body
  const roles = listOf(body['roles']).map((role) => terminal.text(roleWords(String(role))))
  const parts = listOf(body['parts']).filter(isJsonObject)
  const named = [...parts.map(({ category }) => category), ...listOf(body['categories'])]
  const categories = [...new Set(named)].map((one) => terminal.text(categoryWords(String(one))))
  const lines: [LocalText, string][] = [
    [{ sv: 'Ärende', en: 'Case' }, textOf(reference)],
    [{ sv: 'Funktion', en: 'Function' }, say(textOf(id))],
    [
      { sv: 'Ändamål', en: 'Purpose' },
      typeof purpose === 'string' ? terminal.text(purposeWords(purpose)) : '',
    ],
    [{ sv: 'Uppgifter', en: 'Data' }, categories.join(', ')],
    [{ sv: 'Mottagare', en: 'Receivers' }, listOf(to).map(String).map(say).join(', ')],
    [{ sv: 'Grund', en: 'Ground' }, listOf(grounds).map(String).map(say).join(', ')],
    [{ sv: 'Kod', en: 'Code' }, textOf(code)],
    [{ sv: 'Roll', en: 'Role' }, roles.join(', ')],
    [{ sv: 'Program', en: 'Program' }, textOf(client)],
  ]
  return lines
    .filter(([, value]) => value !== '')
    .map(([name, value]) => `  ${terminal.text(name)}: ${value}`)
}

function listOf(value: JsonValue | undefined): readonly JsonValue[] {
  return Array.isArray(value) ? value : []
}

function textOf(value: JsonValue | undefined): string {
  return typeof value === 'string' ? value : ''
}

function describeReview(
  { at, agency, verdict, comment }: PastReview,
  terminal: Terminal,
): string[] {
  const sealed = terminal.text({
    sv: '(kommentar, förseglad till en annan funktion)',
    en: '(comment, sealed to another function)',
  })
  const line = `${swedishTime(at)}  ${agency}: ${terminal.text(VERDICT_WORDS[verdict])}`
  if (comment === null) return [line]
  return [line, `  ${comment ?? sealed}`]
}
