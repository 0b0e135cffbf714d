import type { OpenedDisclosure } from '../open-disclosure.ts'
import { listPersonsUnsafe } from '../../protocol/document.ts'
import type { MessageType } from '../../protocol/message-type.ts'
import type { ManifestPart } from '../../protocol/statements/manifest.ts'
import type { MotiveReference } from '../../protocol/statements/head.ts'
import type { Sheet, SheetReaders } from './sheet.ts'
import { TELLS_WHERE } from './tells-where.ts'

/** How a message takes the place of another: it was wrong, or its time is over. */
export type Succession = 'corrects' | 'supersedes'

type Sent = Pick<OpenedDisclosure, 'head' | 'manifest' | 'document' | 'motives'>

/**
 * A sheet that begins where a message of the own function ended: the same persons, receivers, grounds and motives, for the author to change.
 * What was marked then is asked about again, so is whether the text tells where somebody is, and what a clock decides. Who of the receivers
 * might not read a part may not read it now either.
 */
export function sheetOfSent(
  { head, manifest, document, motives }: Sent,
  type: MessageType,
  as: Succession,
): Sheet {
  const persons = new Map(listPersonsUnsafe(type, document).map(({ id, person }) => [id, person]))
  const about = <T extends { readonly subject: string; readonly motive?: MotiveReference }>(
    rows: readonly T[],
  ) =>
    rows.flatMap(({ subject, motive, ...row }) => {
      const person = persons.get(subject)
      const words = motive === undefined ? undefined : motives.get(motive.part)
      return person === undefined ? [] : [{ ...row, person, ...(words && { motive: words }) }]
    })
  const { [TELLS_WHERE]: _old, ...facts } = head.facts
  return {
    v: 1,
    type: type.type,
    document,
    sections: Object.keys(document),
    from: head.from.function,
    to: head.to,
    case: head.case,
    caseType: head.caseType,
    urgency: head.urgency,
    purpose: head.purpose,
    facts,
    protection: Object.fromEntries(
      head.subjects.flatMap(({ id, protection }) => {
        const person = persons.get(id)
        return person === undefined ? [] : [[person, protection]]
      }),
    ),
    grounds: about(head.grounds).map(({ person, rule, facts, motive }) => ({
      person,
      rule,
      facts,
      ...(motive !== undefined && { motive }),
    })),
    harmTests: about(head.harmTests),
    readers: narrowedOf(manifest.payload.parts, head.to, persons),
    ...(head.inReplyTo !== undefined && { inReplyTo: head.inReplyTo }),
    [as]: head.id,
  }
}

/** The parts that were not sealed to every receiver. */
function narrowedOf(
  parts: readonly ManifestPart[],
  receivers: readonly string[],
  persons: ReadonlyMap<string, string>,
): SheetReaders[] {
  return parts.flatMap(({ subject, category, readers }) => {
    const person = persons.get(subject)
    const to = receivers.filter((id) => readers.includes(id))
    const isNarrowed = category !== 'motive' && to.length < receivers.length
    return person === undefined || !isNarrowed ? [] : [{ person, category, to }]
  })
}
