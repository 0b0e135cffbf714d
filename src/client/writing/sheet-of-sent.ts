import type { OpenedDisclosure } from '../open-disclosure.ts'
import { listPersonsUnsafe } from '../../protocol/document.ts'
import type { MessageType } from '../../protocol/message-type.ts'
import type { MotiveReference } from '../../protocol/statements/head.ts'
import type { Sheet } from './sheet.ts'

/** How a message takes the place of another: it was wrong, or its time is over. */
export type Succession = 'corrects' | 'supersedes'

/**
 * A sheet that begins where a message of the own function ended: the same persons, receivers, grounds and motives, for the author to change.
 * What was marked then is asked about again, and so is what a clock decides.
 */
export function sheetOfSent(
  { head, document, motives }: Pick<OpenedDisclosure, 'head' | 'document' | 'motives'>,
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
    facts: head.facts,
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
    readers: [],
    ...(head.inReplyTo !== undefined && { inReplyTo: head.inReplyTo }),
    [as]: head.id,
  }
}
