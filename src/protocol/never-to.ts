/**
 * Who must never see a field, whatever else the law permits. The words stand in `x-never` of each leaf of a message type;
 * `schemas/codes/never-to.json` says them in Swedish and English.
 */
export const NEVER_TO = [
  'perpetrator',
  'perpetrator-support',
  'family-law',
  'other-custodian',
  'unassigned-police',
  'other-municipality',
  'association',
  'school',
  'statistics',
  'notification',
  'decision-text',
  'reviewer',
] as const
export type NeverTo = (typeof NEVER_TO)[number]
