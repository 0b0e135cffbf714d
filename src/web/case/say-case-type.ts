import type { TFunction } from 'i18next'
import { CASE_TYPES } from '../../protocol/vocabulary.ts'

/** What a type of case is called; one that came after this program is named by its code. */
export function sayCaseType(type: string, t: TFunction<'case'>): string {
  const known = CASE_TYPES.find((each) => each === type)
  return known === undefined ? type : t(`caseType.${known}`)
}
