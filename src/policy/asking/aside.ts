import type { CaseType } from '../../protocol/vocabulary.ts'

/**
 * Gateways about matters so particular that a question about them would only be in the way: whoever has such a matter at hand
 * invokes them all the same. Consent to exit support and to a social task force is asked for in cases of that type.
 */
const ASIDE: Readonly<Record<string, readonly CaseType[]>> = {
  'bdf-2-1': [],
  'exit-consent': ['exit-support'],
  'fb-6-20c': [],
  'lvm-6': [],
  'lvm-7': [],
  'osl-10-17': [],
  'osl-10-18': [],
  'osl-10-18a': ['social-task-force'],
  'osl-10-18b': [],
  'osl-10-19': [],
  'osl-10-2': [],
  'osl-10-20': [],
  'osl-10-20a': [],
  'osl-10-22': [],
  'osl-10-22a': [],
  'osl-10-26': [],
  'osl-10-2a': [],
  'osl-26-9b': ['social-task-force'],
  'osl-26-9c': [],
  'osl-35-10b': ['social-task-force'],
  'osl-35-10c': [],
  'osl-35-15a': ['social-task-force'],
  'sig-consent': ['social-task-force'],
  'sol-15-5': [],
  'sol-15-7-2': [],
  'sol-29-12': [],
}

/** The gateways that are left aside, in every type of case or in most. */
export const ASIDE_RULES: readonly string[] = Object.keys(ASIDE)

/** Whether a gateway is left aside when questions are listed for a case of a type. */
export function isAside(rule: string, caseType: CaseType = 'intimate-partner-violence'): boolean {
  return ASIDE[rule] !== undefined && !ASIDE[rule].includes(caseType)
}
