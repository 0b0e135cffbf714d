import type { PdfBlock } from '../pdf/write-pdf.ts'
import { writePdf } from '../pdf/write-pdf.ts'
import type { Footing } from './grounds.ts'
import { NOTE_WORDS, originOf, sayValues, toldOf } from './journal-text.ts'
import type { JournalInput } from './journal-text.ts'

/** What the file of a message is made of. */
export interface MessagePdfInput extends JournalInput {
  readonly footing: Footing
}

const WORDS = {
  sv: {
    stamp: 'Kan omfattas av sekretess',
    question: 'Fråga',
    answer: 'Svar',
    grounds: 'RÄTTSLIG GRUND',
  },
  en: {
    stamp: 'May be under secrecy',
    question: 'Question',
    answer: 'Answer',
    grounds: 'LEGAL GROUND',
  },
} as const

/**
 * A message as a file for the agency's own case file, built from what was opened and verified: no layers, nothing hidden, nothing that
 * says who or what machine made it. It holds what the note for the case file holds, and no more: no way to reach anybody, no place
 * where anybody stays.
 */
export function writeMessagePdf(input: MessagePdfInput): Uint8Array {
  const { arrangement, footing, record, language } = input
  const [words, own] = [NOTE_WORDS[language], WORDS[language]]
  const paragraph = (text: string): PdfBlock => ({ kind: 'paragraph', text })
  const told = toldOf(arrangement).flatMap(({ place, rows }): PdfBlock[] => [
    { kind: 'heading', text: words[place] },
    {
      kind: 'table',
      header: [own.question, own.answer],
      rows: rows.map(({ label, values }) => [label[language], sayValues(values, language)]),
    },
  ])
  const grounds = footing.grounds.map(
    ({ subject, citation, name }) => `${subject[language]}: ${citation}, ${name[language]}`,
  )
  const blocks: PdfBlock[] = [
    paragraph(originOf(input).join('\n')),
    ...told,
    { kind: 'heading', text: own.grounds },
    paragraph(grounds.join('\n')),
    ...(arrangement.contact.length === 0 ? [] : [paragraph(words.contact)]),
    paragraph(words.receipt.replace('{index}', String(record))),
  ]
  return writePdf({ title: words.received, language, blocks, stamp: own.stamp })
}
