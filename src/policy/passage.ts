import type { Category } from '../protocol/vocabulary.ts'
import type { PolicyPart, PolicyReceiver } from './policy-request.ts'
import { markPart } from './scope.ts'
import type { Mark } from './scope.ts'

/** A part on its way to one receiver, as rules ask about it. */
export interface Passage {
  readonly mark: Mark
  readonly category: Category
  readonly receiverAgency: string
}

/** The passage of a part about a subject with some mark. */
export function passageOf(
  subject: Mark,
  { category }: PolicyPart,
  { agency, bodyType, servesFearedPerpetrator }: PolicyReceiver,
): Passage {
  const mark = markPart(subject, bodyType, servesFearedPerpetrator, category)
  return { mark, category, receiverAgency: agency }
}
