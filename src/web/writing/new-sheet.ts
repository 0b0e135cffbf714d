import type { Sheet } from '../../client/writing/sheet.ts'

/** An empty sheet: who writes, and in which case and what kind of case, is known, nothing else is decided. */
export function newSheet(
  type: string,
  from: string,
  about: Pick<Sheet, 'case' | 'caseType'> = {},
): Sheet {
  return {
    v: 1,
    type,
    document: {},
    sections: [],
    from,
    to: [],
    ...about,
    urgency: 'normal',
    purpose: 'prevent-crime',
    facts: {},
    protection: {},
    grounds: [],
    harmTests: [],
    readers: [],
  }
}
