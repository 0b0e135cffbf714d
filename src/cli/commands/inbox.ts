import { BOXES } from '../../protocol/box.ts'
import type { Box } from '../../protocol/box.ts'
import { AnswerReader } from '../../client/answer-reader.ts'
import { ClientError } from '../../client/errors.ts'
import { TAKEN_BACK, findOwner, findSteps, findWithdrawals } from '../../client/proven-steps.ts'
import { readPages } from '../../client/read-pages.ts'
import { readSigned } from '../../client/signed-texts.ts'
import { isJsonObject } from '../../protocol/json.ts'
import type { JsonObject } from '../../protocol/json.ts'
import { loadMessageTitles } from '../catalogue.ts'
import type { Arguments } from '../arguments.ts'
import type { Command } from '../command.ts'
import { MEMBER_OPTIONS } from '../command.ts'
import type { Context } from '../context.ts'
import type { ExitCode } from '../exit-code.ts'
import { EXIT } from '../exit-code.ts'
import { listReminders, warnReminders } from '../held-answers.ts'
import { sayState, sayUrgency } from '../state-words.ts'
import { textsOf } from '../disclose.ts'
import { openMemberSession } from '../member-session.ts'
import type { Session } from '../session.ts'
import type { Terminal } from '../terminal.ts'

const LIST_OPTIONS = {
  ...MEMBER_OPTIONS,
  function: { value: 'FUNKTION', text: { sv: 'bara den funktionen', en: 'only that function' } },
}

/** `sluss inbox`: what lies in the boxes of the member's functions. */
export const inbox: Command = {
  name: 'inbox',
  summary: { sv: 'lista inkorgen', en: 'list the inbox' },
  positionals: [],
  options: {
    ...LIST_OPTIONS,
    box: {
      value: 'LÅDA',
      text: {
        sv: 'in (inkommet), sent (skickat), held (väntar på medunderskrift); annars in',
        en: 'in (received), sent, held (waits for a countersignature); otherwise in',
      },
    },
  },
  examples: ['sluss inbox --folder ./socialnamnden --as ylva', 'sluss inbox --box sent --json'],
  run: (args, context) => list(args, context, args.choice('box', BOXES, 'in')),
}

/** `sluss held`: what waits for a countersignature. */
export const held: Command = {
  name: 'held',
  summary: {
    sv: 'lista det som väntar på medunderskrift',
    en: 'list what waits for a countersignature',
  },
  positionals: [],
  options: LIST_OPTIONS,
  examples: ['sluss held --folder ./polisen --as britt'],
  run: (args, context) => list(args, context, 'held'),
}

async function list(args: Arguments, context: Context, box: Box): Promise<ExitCode> {
  const session = await openMemberSession(args, context)
  const chosen = args.optional('function')
  const functions = chosen === undefined ? session.member.functions : [chosen]
  const items: JsonObject[] = []
  for (const id of functions) items.push(...(await listBox(session, id, box)))
  const reminders = box === 'in' ? await listReminders(session) : []
  const sayType = await loadTypeWords(context.terminal)
  const sayOwner = ownerWords(session, context.terminal)
  context.terminal.result(
    { items, reminders },
    items.map((item) => describeItem(item, { sayType, sayOwner, terminal: context.terminal })),
  )
  warnReminders(reminders, context.terminal)
  if (box === 'in') noteWithdrawn(items, context.terminal)
  if (items.length === 0) context.terminal.note({ sv: 'Inga utlämnanden.', en: 'No disclosures.' })
  return EXIT.done
}

/** All pages of one box of one function. */
export async function listBox(session: Session, id: string, box: Box): Promise<JsonObject[]> {
  const pages = await readPages((cursor) =>
    session.gateway.inbox({ function: id, box, ...(cursor === undefined ? {} : { cursor }) }),
  )
  return pages.flatMap(({ items }) => {
    if (!Array.isArray(items)) throw new ClientError('answer-invalid', 'no list came')
    return items.filter(isJsonObject).map((item) => {
      const readers = box === 'in' ? [id] : textsOf(item['to'])
      return prove(item, readers, session)
    })
  })
}

/** With whoever has signed for it as its owner; `saidTaken`, `saidWithdrawn`: the gateway says so, and nobody has signed. */
function prove(
  { signed, owner: said, ...item }: JsonObject,
  readers: readonly string[],
  { directory }: Session,
): JsonObject {
  const texts = readSigned(new AnswerReader(signed))
  const steps = findSteps(texts, { id: String(item['id']) }, directory)
  const owner = readers.map((of) => findOwner(steps, of)).find((one) => one !== undefined)
  const isUnsigned =
    TAKEN_BACK.has(String(item['state'])) &&
    findWithdrawals(texts.withdrawals, String(item['id']), directory).length === 0
  return {
    ...item,
    ...(owner !== undefined && { owner }),
    ...(owner === undefined && said !== undefined && { saidTaken: true }),
    ...(isUnsigned && { saidWithdrawn: true }),
  }
}

interface ItemWords {
  readonly sayType: (type: string) => string
  readonly sayOwner: (item: JsonObject) => string
  readonly terminal: Terminal
}

/** Number, type and state: nothing of what is in it. */
function describeItem(item: JsonObject, { sayType, sayOwner, terminal }: ItemWords): string {
  const { id, case: reference, type, urgency, state } = item
  return [
    String(id),
    String(reference),
    sayType(String(type)),
    sayUrgency(String(urgency), terminal),
    sayState(String(state), terminal),
    sayOwner(item),
  ].join('  ')
}

/** A type that came after this program is named by its code. */
async function loadTypeWords(terminal: Terminal): Promise<(type: string) => string> {
  const titles = await loadMessageTitles()
  return (type) => {
    const title = titles.get(type)
    return title === undefined ? type : terminal.text(title)
  }
}

/** Who has taken it: a colleague by name, nobody as such. */
function ownerWords(
  { directory, agency }: Session,
  terminal: Terminal,
): (item: JsonObject) => string {
  const nobody = terminal.text({ sv: 'ingen har tagit', en: 'nobody has taken it' })
  const said = terminal.text({
    sv: 'uppges taget, utan underskrift: fråga kollegorna',
    en: 'said to be taken, without a signature: ask your colleagues',
  })
  const members = [...(directory.states.get(agency)?.members.values() ?? [])]
  const names = new Map(members.map(({ payload }) => [payload.member, payload.name]))
  return ({ owner, saidTaken }) => {
    if (typeof owner === 'string') return names.get(owner) ?? owner
    return saidTaken === true ? said : nobody
  }
}

/** Says of what was taken back that it was, and what that means for who has received it. */
function noteWithdrawn(items: readonly JsonObject[], terminal: Terminal): void {
  for (const { id, state, saidWithdrawn } of items) {
    if (saidWithdrawn === true) {
      terminal.warn({
        sv: `${String(id)} uppges återkallat, men slussen visar ingen underskrift av avsändaren. Öppna det, eller ring avsändaren.`,
        en: `${String(id)} is said to be recalled, but the gateway shows no signature of its sender. Open it, or telephone the sender.`,
      })
      continue
    }
    if (state === 'recalled')
      terminal.note({
        sv: `${String(id)} är återkallat av avsändaren och kan inte öppnas.`,
        en: `${String(id)} was recalled by its sender and cannot be opened.`,
      })
    if (state === 'withdrawn-late')
      terminal.note({
        sv: `${String(id)} är återkallat av avsändaren efter att det öppnades. Handla inte på det. Ring avsändaren.`,
        en: `${String(id)} was withdrawn by its sender after it was opened. Do not act on it. Telephone the sender.`,
      })
  }
}
