import type { PolicyPart, PolicyReceiver, PolicyRequest, PolicySubject } from './policy-request.ts'
import { markOf } from './scope.ts'
import type { Mark, Way } from './scope.ts'

/** A part on its way to one receiver. Sender, role, protection and purpose are the same for all parts about one subject. */
export interface Passage extends Way {
  readonly receiverAgency: string
  /** Its way as the limits of rules are asked for it. */
  readonly mark: Mark
}

/** Who sends what about whom to whom and what for, in the words that rules use. */
export function passageOf(
  { from, purpose }: PolicyRequest,
  { category }: PolicyPart,
  { role, protection }: PolicySubject,
  { agency, bodyType, servesFearedPerpetrator }: PolicyReceiver,
): Passage {
  const way = {
    sender: from.bodyType,
    receiver: bodyType,
    servesFearedPerpetrator,
    role,
    protection,
    category,
    purpose,
  }
  return { ...way, receiverAgency: agency, mark: markOf(way) }
}
