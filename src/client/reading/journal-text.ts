import { tellDateAndClock } from '../../policy/explaining/swedish-time.ts'
import type { LocalText } from '../../protocol/statements/local-text.ts'
import type { OpenedDisclosure } from '../open-disclosure.ts'
import type { DocumentSection } from '../writing/document-rows.ts'
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

const WORDS = {
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
 * address, no telephone number and no place where anybody stays.
 */
export function writeJournalText({
  disclosure,
  arrangement,
  record,
  names,
  language,
}: JournalInput): string {
  const { head, author } = disclosure
  const words = WORDS[language]
  const agency = names.agencies[head.from.agency]?.[language] ?? head.from.agency
  const from = names.functions[head.from.function]?.[language] ?? head.from.function
  const told = TOLD.flatMap((place) => {
    const lines = arrangement[place].flatMap((section) => describeSection(section, language))
    return lines.length === 0 ? [] : ['', words[place], ...lines]
  })
  return [
    words.received,
    `${words.case}: ${head.case}`,
    `${words.from}: ${agency}, ${from} (${author})`,
    `${words.written}: ${tellDateAndClock(head.createdAt)[language]}`,
    ...told,
    '',
    ...(arrangement.contact.length === 0 ? [] : [words.contact]),
    words.receipt.replace('{index}', String(record)),
  ].join('\n')
}

function describeSection({ rows }: DocumentSection, language: keyof LocalText): string[] {
  return rows
    .filter(({ pointer }) => !KEPT_BACK.test(pointer))
    .map(
      ({ label, values }) => `${label[language]}: ${values.map((it) => it[language]).join(', ')}`,
    )
}

/** Where somebody stays: in a case file that both parties may get to read it could lead there. */
const KEPT_BACK = /^\/whereabouts\/place$/
