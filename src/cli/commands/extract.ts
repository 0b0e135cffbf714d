import { encodeCsv } from '../../client/export/csv.ts'
import { encodeJsonLines } from '../../client/export/json-lines.ts'
import { copyOf, encodeProtocol, parseExtract } from '../../client/extract.ts'
import { swedishDay } from '../../policy/swedish-day.ts'
import { encodeTime } from '../../protocol/time.ts'
import type { LocalText } from '../../protocol/statements/local-text.ts'
import { EXTRACT_DELIVERIES, SUBJECT_ROLES } from '../../protocol/vocabulary.ts'
import { parseCase } from '../checked-words.ts'
import type { Command } from '../command.ts'
import { MEMBER_OPTIONS } from '../command.ts'
import { EXIT } from '../exit-code.ts'
import { renderPdf } from '../../client/export/render-pdf.ts'
import { writeExport } from '../export/write-export.ts'
import { agencyName } from '../agency-name.ts'
import { openMemberSession } from '../member-session.ts'

/** Who has asked; whoever else than the person himself may be, or be under, the one whom he fears. */
const ASKERS = ['subject', 'guardian', 'representative', 'feared-perpetrator'] as const

const ASKER_HELP: LocalText = {
  sv: 'vem som begär det: subject (personen själv), guardian (vårdnadshavare), representative (ombud), feared-perpetrator (den befarade våldsutövaren)',
  en: 'who asks for it: subject (the person), guardian, representative, feared-perpetrator',
}

const DELIVERY_HELP: LocalText = {
  sv: 'hur det lämnas: in-person (personligen), representative (genom ombud), agreed-safe-way (på ett sätt som personen har sagt är säkert)',
  en: 'how it is handed over: in-person, representative, agreed-safe-way (in a way that the person has said is safe)',
}

/** `sluss extract`: what a person may be told of what was done with data about him. */
export const extract: Command = {
  name: 'extract',
  summary: {
    sv: 'ta fram ett utdrag till en registrerad: vad som gjorts, aldrig av vem',
    en: 'make an extract for a data subject: what was done, never by whom',
  },
  positionals: ['ÄRENDE'],
  options: {
    ...MEMBER_OPTIONS,
    case: {
      value: 'ÄRENDE',
      multiple: true,
      text: { sv: 'fler ärenden som personen är med i', en: 'more cases that the person is in' },
    },
    role: {
      value: 'ROLL',
      required: true,
      text: {
        sv: `personens roll i ärendena: ${SUBJECT_ROLES.join(', ')}`,
        en: `the person’s role in the cases: ${SUBJECT_ROLES.join(', ')}`,
      },
    },
    asker: { value: 'VEM', required: true, text: ASKER_HELP },
    delivery: { value: 'SÄTT', required: true, text: DELIVERY_HELP },
    output: {
      value: 'MAPP',
      short: 'o',
      required: true,
      text: {
        sv: 'mapp för personens filer; skapas, och bredvid den MAPP-protokoll för dig',
        en: 'folder for the person’s files; is made, and beside it MAPP-protokoll for you',
      },
    },
    function: { value: 'FUNKTION', text: { sv: 'som vilken funktion', en: 'as which function' } },
  },
  examples: [
    'sluss extract 7KQ4-XRM2 --role victim --asker subject --delivery in-person -o ./utdrag',
  ],
  async run(args, context) {
    const cases = [args.positional('ÄRENDE'), ...args.list('case')].map(parseCase)
    const role = args.choice('role', SUBJECT_ROLES)
    const asker = args.choice('asker', ASKERS)
    const delivery = args.choice('delivery', EXTRACT_DELIVERIES)
    const hasRepresentative = asker === 'representative' || delivery === 'representative'
    // A guardian may be the one who is feared, a representative be under him: only the person himself is certainly not.
    const mayReachFearedPerpetrator = asker !== 'subject' || hasRepresentative
    const session = await openMemberSession(args, context)
    const answer = parseExtract(
      await context.terminal.progress(
        { sv: 'Går igenom ärendena', en: 'Going through the cases' },
        () => session.gateway.extract({ cases, role, mayReachFearedPerpetrator, delivery }),
      ),
    )
    const { terminal } = context
    const now = context.clock()
    const day = swedishDay(encodeTime(now))
    const copy = copyOf(answer, terminal.language, { issuer: agencyName(session), day })
    const options = { language: terminal.language, at: now }
    const files = new Map([
      ['utdrag.csv', encodeCsv(copy, terminal.language)],
      ['utdrag.jsonl', encodeJsonLines(copy)],
      ['utdrag.pdf', renderPdf(copy, options)],
    ])
    const chosen = args.optional('function')
    const folder = args.required('output')
    const target = { what: 'extract', ...(chosen !== undefined && { function: chosen }) } as const
    // By itself, first: nothing beside the person's copy may name it, or tell by its place in the log what it holds.
    const protocol = await writeExport(
      session,
      new Map([['protokoll.jsonl', encodeProtocol(answer, { cases, role, asker, delivery, day })]]),
      { ...target, folder: `${folder}-protokoll` },
    )
    const written = await writeExport(session, files, { ...target, folder })
    const { entries, withheld } = answer
    const result = { ...written, protocol: protocol.folder, entries: entries.length, withheld }
    const paths = [written, protocol].flatMap((one) =>
      one.files.map((name) => `${one.folder}/${name}`),
    )
    terminal.result(result, paths)
    if (mayReachFearedPerpetrator || role === 'feared-perpetrator')
      terminal.warn({
        sv: 'Utdraget kan nå den som någon fruktar. Det visar därför inte om det finns något. Låt en jurist pröva innan något annat lämnas.',
        en: 'The extract could reach the one who is feared. Therefore it does not show whether there is anything. Let a lawyer decide before anything else is given.',
      })
    if (hasRepresentative)
      terminal.warn({
        sv: 'Ombudet kan stå under den befarades inflytande. Fråga personen själv, på ett säkert sätt, innan utdraget lämnas.',
        en: 'The representative may be under the feared person’s influence. Ask the person, in a safe way, before handing it over.',
      })
    const left = withheld.reduce((sum, one) => sum + one.entries, 0)
    if (entries.length + left + answer.notRetained === 0) {
      terminal.warn({
        sv: 'Inget hittades för den rollen i de ärendena. Kontrollera referens och roll innan något lämnas.',
        en: 'Nothing was found for that role in those cases. Check reference and role before giving anything.',
      })
      return EXIT.attention
    }
    const told = entries.length
    terminal.note({
      sv: `${told} ${told === 1 ? 'rad' : 'rader'} redovisas, ${left} ${left === 1 ? 'utelämnad' : 'utelämnade'} (protokollet säger varför).`,
      en: `${told} ${told === 1 ? 'row' : 'rows'} told, ${left} withheld (the record says why).`,
    })
    terminal.note({
      sv: 'Lämna utdrag.pdf på det sätt som du har angett, aldrig med vanlig post. Mappen med protokollet stannar hos dig.',
      en: 'Hand over utdrag.pdf in the way that you gave, never by ordinary post. The folder with protokoll.jsonl stays with you.',
    })
    return EXIT.done
  },
}
