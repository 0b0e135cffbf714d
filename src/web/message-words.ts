import titles from 'virtual:message-titles'
import type { Names } from './worker/names.ts'
import type { Language } from './words/language.ts'
import { withinSentence } from './words/within-sentence.ts'

/** What a message type is called; a type that came after this program is named by its code. */
export function sayType(type: string, language: Language): string {
  return Object.hasOwn(titles, type) ? titles[type]![language] : type
}

/** The same within a sentence, where it begins with a small letter. */
export function sayTypeWithin(type: string, language: Language): string {
  return withinSentence(sayType(type, language))
}

/** What a function is called; one that no roster here names is named by its id. */
export function sayFunction(id: string, { functions }: Names, language: Language): string {
  return Object.hasOwn(functions, id) ? functions[id]![language] : id
}

/** What an agency is called. */
export function sayAgency(id: string, { agencies }: Names, language: Language): string {
  return Object.hasOwn(agencies, id) ? agencies[id]![language] : id
}

/** A function with its agency: several agencies have one of the same name. An agency as a whole by its own name alone. */
export function saySide(id: string, names: Names, language: Language): string {
  const agency = id.split('/')[0]!
  if (agency === id) return sayAgency(agency, names, language)
  return `${sayAgency(agency, names, language)}, ${sayFunction(id, names, language)}`
}
