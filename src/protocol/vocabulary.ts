/**
 * The closed lists of words that statements, schemas and policies share.
 *
 * Each list is a const array, in the order in which a form shows it, and the union of its members. A word is part
 * of the signed formats: it is added, never renamed or removed.
 *
 * @module
 */

/**
 * What kind of legal body an agency is; decides which secrecy rules apply between two of them (OSL 2:1–2:5).
 * `family-counselling` is municipal (OSL 26:3), `state-care` is SiS, `private-professional` gives social services (SoL 17:11),
 * `supplier` only processes or stores for somebody else (OSL 10:2 a).
 */
export const BODY_TYPES = [
  'police',
  'prosecutor',
  'prison-probation',
  'social-board',
  'health-public',
  'school-public',
  'other-authority',
  'private-professional',
  'association',
  'security-service',
  'customs',
  'court',
  'family-counselling',
  'state-care',
  'tax-agency',
  'migration-agency',
  'private-health',
  'private-school',
  'supplier',
] as const
export type BodyType = (typeof BODY_TYPES)[number]

/** What an agency has set a function up to do. A disclosure can only be sealed to a `reader` function. */
export const FUNCTION_ROLES = ['author', 'reader', 'decision', 'duty'] as const
export type FunctionRole = (typeof FUNCTION_ROLES)[number]

/** What a credential lets a member do in one function; `policy` is to propose and approve the rules that the node decides by. */
export const MEMBER_ROLES = [
  'author',
  'reader',
  'decision-maker',
  'registrar',
  'compliance',
  'policy',
] as const
export type MemberRole = (typeof MEMBER_ROLES)[number]

/** The cases that agencies may share person-level data in; an agreement names those that it covers. */
export const CASE_TYPES = [
  'intimate-partner-violence',
  'exit-support',
  'social-task-force',
] as const
export type CaseType = (typeof CASE_TYPES)[number]

/** In what role a person appears in a disclosure. `professional` is staff contact data only, under no lock but those on places. */
export const SUBJECT_ROLES = [
  'victim',
  'feared-perpetrator',
  'child',
  'related',
  'informant',
  'third-person',
  'professional',
] as const
export type SubjectRole = (typeof SUBJECT_ROLES)[number]

/**
 * How a subject's personal data are protected: marked in the population register (`sekretessmarkering`, FOL),
 * protected registration (`skyddad-folkbokforing`, 16 § FOL), assumed identity (`fingerade`, lag 1991:483), a threat
 * that the sender knows of without any such decision, or not known.
 */
export const PROTECTIONS = [
  'none',
  'sekretessmarkering',
  'skyddad-folkbokforing',
  'fingerade',
  'local-threat',
  'unknown',
] as const
export type Protection = (typeof PROTECTIONS)[number]

/** What kind of data a part carries: the unit that locks lie on and readers are chosen for. */
export const CATEGORIES = [
  'identity',
  'contact',
  'location',
  'whereabouts',
  'health',
  'offence',
  'risk',
  'children',
  'weapons',
  'protection',
  'plan',
  'consent',
  'economy',
  'perpetrator-support',
  'daily-places',
  'metadata',
  'motive',
] as const
export type Category = (typeof CATEGORIES)[number]

/** Why data are disclosed, or opened. */
export const PURPOSES = [
  'prevent-crime',
  'investigate-crime',
  'child-protection',
  'care-or-support',
  'victim-support',
  'statutory-duty',
  'technical',
  'other',
] as const
export type Purpose = (typeof PURPOSES)[number]

/** How soon the receiver must act. */
export const URGENCIES = ['acute', 'priority', 'normal'] as const
export type Urgency = (typeof URGENCIES)[number]

/** Why a credential was revoked. */
export const REVOCATION_REASONS = [
  'left',
  'device-lost',
  'key-compromised',
  'superseded',
  'other',
] as const
export type RevocationReason = (typeof REVOCATION_REASONS)[number]

/** What a second member says about a held disclosure. */
export const VERDICTS = ['approve', 'refuse', 'guard-release', 'two-person'] as const
export type Verdict = (typeof VERDICTS)[number]

/**
 * What a receipt proves. Five different facts with five different proofs: `opened` is the open request itself, and so
 * is not here; `difference` reports that the reader's check disagreed with the manifest.
 */
export const RECEIPT_FACTS = [
  'delivered',
  'taken-over',
  'registered',
  'answered',
  'difference',
] as const
export type ReceiptFact = (typeof RECEIPT_FACTS)[number]

/** Why a disclosure was withdrawn: what was wrong with it. */
export const WITHDRAWAL_REASONS = [
  'wrong-receiver',
  'wrong-person',
  'wrong-fact',
  'too-much',
  'address',
  'consent-withdrawn',
  'other',
] as const
export type WithdrawalReason = (typeof WITHDRAWAL_REASONS)[number]

/** How an extract reaches a person. Never by ordinary post: somebody else may open it, and the envelope tells of it. */
export const EXTRACT_DELIVERIES = ['in-person', 'representative', 'agreed-safe-way'] as const
export type ExtractDelivery = (typeof EXTRACT_DELIVERIES)[number]

/** What the files of an export hold. */
export const EXPORT_SUBJECTS = ['extract', 'report', 'records'] as const
export type ExportSubject = (typeof EXPORT_SUBJECTS)[number]

/** How content that a member could read left the program that showed it. */
export const USES = ['printed', 'copied', 'exported'] as const
export type Use = (typeof USES)[number]

/** What an opener says about a conflict of interest (jäv, FL 16–18 §§). Who declares one does not open. */
export const CONFLICT_ANSWERS = ['none', 'unsure'] as const
export type ConflictAnswer = (typeof CONFLICT_ANSWERS)[number]
