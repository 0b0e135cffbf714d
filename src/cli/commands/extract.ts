import { ASKERS, EXTRACT_WARNINGS, askExtract, exportExtract } from '../../client/extract-acts.ts'
import type { LocalText } from '../../protocol/statements/local-text.ts'
import { EXTRACT_DELIVERIES, SUBJECT_ROLES } from '../../protocol/vocabulary.ts'
import { parseCase } from '../checked-words.ts'
import type { Command } from '../command.ts'
import { MEMBER_OPTIONS } from '../command.ts'
import { EXIT } from '../exit-code.ts'
import { keptCheckpoint, writeExport } from '../export/write-export.ts'
import { openMemberSession } from '../member-session.ts'

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
    const session = await openMemberSession(args, context)
    const { terminal } = context
    const made = await terminal.progress(
      { sv: 'Går igenom ärendena', en: 'Going through the cases' },
      () => askExtract(session, { cases, role, asker, delivery }),
    )
    const chosen = args.optional('function')
    const folder = args.required('output')
    const options = { language: terminal.language, at: context.clock() }
    const exported = await exportExtract(session, made, options, {
      kept: await keptCheckpoint(session),
      ...(chosen !== undefined && { function: chosen }),
    })
    const protocol = await writeExport(exported.protocol, `${folder}-protokoll`)
    const written = await writeExport(exported.copy, folder)
    const { answer, warnings, left } = made
    const { entries, withheld } = answer
    const result = { ...written, protocol: protocol.folder, entries: entries.length, withheld }
    const paths = [written, protocol].flatMap((one) =>
      one.files.map((name) => `${one.folder}/${name}`),
    )
    terminal.result(result, paths)
    for (const warning of warnings) terminal.warn(EXTRACT_WARNINGS[warning])
    if (warnings.includes('nothing-found')) return EXIT.attention
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
