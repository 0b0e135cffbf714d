import { tellDateAndClock } from '../../policy/explaining/swedish-time.ts'
import type { LocalText } from '../../protocol/statements/local-text.ts'
import type { OpenedDisclosure } from '../open-disclosure.ts'
import type { DocumentRow } from '../writing/document-rows.ts'
import type { Arrangement } from './arrange.ts'

/** What a note for the case file is made of. */
export interface JournalInput {
  readonly disclosure: Pick<OpenedDisclosure, 'head' | 'author'>
  readonly arrangement: Arrangement
  /** Place of the opening in the log. */
  readonly record: number
  readonly names: {
    readonly agencies: Readonly<Record<string, LocalText>>
    readonly functions: Readonly<Record<string, LocalText>>
  }
  readonly language: keyof LocalText
}

/** The words of a note, and of whatever else leaves a message. */
export const NOTE_WORDS = {
  sv: {
    received: 'Mottaget meddelande',
    case: 'Samverkansärende',
    from: 'Från',
    written: 'Skrivet',
    facts: 'FAKTA OCH IAKTTAGELSER',
    assessment: 'BEDÖMNING',
    levels: 'RISKNIVÅER',
    asked: 'VAD AVSÄNDAREN BER OM',
    children: 'BARN',
    measures: 'ÅTGÄRDER',
    contact: 'Kontaktuppgifter finns i meddelandet och skrivs inte här.',
    receipt: 'Öppningen är post {index} i loggen.',
  },
  en: {
    received: 'Message received',
    case: 'Shared case',
    from: 'From',
    written: 'Written',
    facts: 'FACTS AND OBSERVATIONS',
    assessment: 'ASSESSMENT',
    levels: 'LEVELS OF RISK',
    asked: 'WHAT THE SENDER ASKS',
    children: 'CHILDREN',
    measures: 'MEASURES',
    contact: 'Ways to make contact are in the message and are not written here.',
    receipt: 'The opening is entry {index} of the log.',
  },
} as const

/** What a note may hold, in this order. Ways to reach somebody, and how the message is to be handled, never leave it. */
const TOLD = ['levels', 'asked', 'children', 'facts', 'assessment', 'measures'] as const

/**
 * A complete, dated note for the agency's own case file (SoL 14:3: facts and assessments apart, where they come from). It holds no
 * address, no telephone number and no place where anybody stays, works or goes to school.
 */
export function writeJournalText({
  disclosure,
  arrangement,
  record,
  names,
  language,
}: JournalInput): string {
  const words = NOTE_WORDS[language]
  const told = toldOf(arrangement).flatMap(({ place, rows }) => [
    '',
    words[place],
    ...rows.map(({ label, values }) => `${label[language]}: ${sayValues(values, language)}`),
  ])
  return [
    words.received,
    ...originOf({ disclosure, names, language }),
    ...told,
    '',
    ...(arrangement.contact.length === 0 ? [] : [words.contact]),
    words.receipt.replace('{index}', String(record)),
  ].join('\n')
}

/** Of which case it is, from whom and when it was written: a line for each. */
export function originOf({
  disclosure: { head, author },
  names,
  language,
}: Pick<JournalInput, 'disclosure' | 'names' | 'language'>): string[] {
  const words = NOTE_WORDS[language]
  const agency = names.agencies[head.from.agency]?.[language] ?? head.from.agency
  const from = names.functions[head.from.function]?.[language] ?? head.from.function
  return [
    `${words.case}: ${head.case}`,
    `${words.from}: ${agency}, ${from} (${author})`,
    `${words.written}: ${tellDateAndClock(head.createdAt)[language]}`,
  ]
}

/** What may leave the message, place by place, in the order in which it is told. */
export function toldOf(
  arrangement: Arrangement,
): { readonly place: (typeof TOLD)[number]; readonly rows: readonly DocumentRow[] }[] {
  return TOLD.flatMap((place) => {
    const rows = arrangement[place]
      .flatMap((section) => section.rows)
      .filter(({ isKeptBack }) => !isKeptBack)
    return rows.length === 0 ? [] : [{ place, rows }]
  })
}

/** An answer; several of them as a list. */
export function sayValues(values: readonly LocalText[], language: keyof LocalText): string {
  return values.map((value) => value[language]).join(', ')
}
