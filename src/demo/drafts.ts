/**
 * What the people of the story write: the example documents with receivers, purposes and legal grounds, as `sluss send` reads
 * them. Nothing here is decided beforehand; what becomes of a draft, the policy says.
 *
 * @module
 */
import type { Draft, DraftGround } from '../client/draft.ts'
import type { JsonObject } from '../protocol/json.ts'
import type { Purpose } from '../protocol/vocabulary.ts'
import informationReply from './documents/information-reply.json' with { type: 'json' }
import informationRequest from './documents/information-request.json' with { type: 'json' }
import riskAssessment from './documents/risk-assessment.json' with { type: 'json' }
import statusReply from './documents/status-reply.json' with { type: 'json' }
import supportReferral from './documents/support-referral.json' with { type: 'json' }
import { dayFrom, todaysDocument } from './todays-document.ts'
import { POLICE, SOCIAL_BOARD } from './town.ts'

/** The investigators, and the reception for victims of domestic violence. */
const INVESTIGATION = `${POLICE.id}/utredning`
const RECEPTION = `${SOCIAL_BOARD.id}/vinr-mottagning`

/** A disclosure that is answered, and its case. */
export interface Thread {
  readonly case: string
  readonly inReplyTo: string
}

/** Klas assesses the risk. The victim consents; for the man the interests are weighed; for the children there is a duty. */
export function riskAssessmentDraft(now: number): Draft {
  return {
    type: 'risk-assessment',
    document: todaysDocument(riskAssessment as JsonObject, now),
    to: [RECEPTION],
    urgency: 'priority',
    purpose: 'prevent-crime',
    facts: { investigationInterest: false },
    protection: { s1: 'none', s2: 'none', s3: 'none', s4: 'none' },
    grounds: [
      consent(now, SOCIAL_BOARD.id, 'prevent-crime', [
        'Identity',
        'Contact',
        'Risk',
        'Children',
        'Protection',
        'Plan',
        'Consent',
        'DailyPlaces',
      ]),
      weighing(
        's2',
        'Socialnämnden kan inte planera skydd utan att känna risken från honom. Hans intresse av sekretess väger lättare än hennes och barnens säkerhet.',
      ),
      dutyFor('s3'),
      dutyFor('s4'),
    ],
  }
}

/** The support that the victim said yes to. */
export function supportReferralDraft(now: number, caseReference: string): Draft {
  return {
    type: 'support-referral',
    document: todaysDocument(supportReferral as JsonObject, now),
    case: caseReference,
    to: [RECEPTION],
    purpose: 'victim-support',
    facts: { investigationInterest: false },
    protection: { s1: 'none', s2: 'none', s3: 'none' },
    grounds: [
      consent(now, SOCIAL_BOARD.id, 'victim-support', [
        'Identity',
        'Contact',
        'Health',
        'Offence',
        'Risk',
        'Children',
        'Plan',
        'Consent',
        'Economy',
        'DailyPlaces',
      ]),
      dutyFor('s2'),
      dutyFor('s3'),
    ],
  }
}

/** Ylva's answer to the referral. */
export function statusReplyDraft(now: number, thread: Thread): Draft {
  return {
    type: 'status-reply',
    document: todaysDocument(statusReply as JsonObject, now),
    ...thread,
    to: [INVESTIGATION],
    purpose: 'victim-support',
    protection: { s1: 'none' },
    grounds: [consent(now, POLICE.id, 'victim-support', ['Plan'])],
  }
}

/** Klas asks whether the man takes part in a programme. */
export function informationRequestDraft(now: number, caseReference: string): Draft {
  return {
    type: 'information-request',
    document: todaysDocument(informationRequest as JsonObject, now),
    case: caseReference,
    to: [RECEPTION],
    purpose: 'prevent-crime',
    facts: { investigationInterest: false },
    protection: { s1: 'none' },
    grounds: [weighing('s1', 'Frågan kan inte ställas utan att säga vem den gäller.')],
    respondBy: `${dayFrom(now, 3)}T15:00:00.000Z`,
  }
}

/** Ylva answers under the rule about serious violence, although nobody has named any concrete circumstances. */
export function replyWithoutCircumstancesDraft(now: number, thread: Thread): Draft {
  return informationReplyDraft(now, thread, {
    subject: 's1',
    rule: 'osl-10-18c',
    facts: {
      concreteCircumstances: false,
      fearedCrime: 'grov-kvinnofridskrankning',
      fearedVictimRelation: 'former-partner',
      notInappropriate: true,
      concernsCommittedCrime: false,
    },
    motive: 'Polisen bedömer att risken är hög.',
  })
}

/** Ylva answers after weighing the interests. Whether social services may use that rule, lawyers do not agree. */
export function replyAfterWeighingDraft(now: number, thread: Thread): Draft {
  return informationReplyDraft(
    now,
    thread,
    weighing(
      's1',
      'Att han deltar i en insats är avgörande för bedömningen av risken på fredag. Innehållet i insatsen lämnas inte.',
    ),
  )
}

function informationReplyDraft(now: number, thread: Thread, ground: DraftGround): Draft {
  return {
    type: 'information-reply',
    document: todaysDocument(informationReply as JsonObject, now),
    ...thread,
    to: [INVESTIGATION],
    purpose: 'prevent-crime',
    protection: { s1: 'none' },
    grounds: [ground],
  }
}

/** Consent of the victim herself (12 kap. 2 § OSL), given today for half a year. */
function consent(
  now: number,
  receiver: string,
  purpose: Purpose,
  categories: readonly string[],
): DraftGround {
  return {
    subject: 's1',
    rule: 'osl-12-2',
    facts: {
      consentBy: 'adult-self',
      consentInformed: true,
      consentWithdrawn: false,
      consentGivenOn: dayFrom(now, 0),
      consentValidUntil: dayFrom(now, 180),
      consentPurpose: purpose,
      consentReceiver: receiver,
      ...Object.fromEntries(categories.map((category) => [`consentCovers${category}`, true])),
    },
  }
}

/** Weighing of interests between authorities to prevent crime (10 kap. 15 a § OSL). */
function weighing(subject: string, motive: string): DraftGround {
  return {
    subject,
    rule: 'osl-10-15a',
    facts: { neededForPurpose: true, overridingSecrecyReasons: false },
    motive,
  }
}

/** The duty to report that a child may be harmed (19 kap. 1 § SoL). */
function dutyFor(subject: string): DraftGround {
  return {
    subject,
    rule: 'sol-19-1',
    facts: {
      childMayBeHarmed: true,
      under18AtRelease: true,
      concernsChildsSituation: true,
      individuallyAssessed: true,
    },
  }
}
