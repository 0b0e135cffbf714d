import { partLoader } from '../load-part.ts'
import type { MethodTable } from './serve.ts'

/** What the page can ask, area by area; the code of an area is loaded when its first question comes. */
const AREAS = {
  gateway: partLoader(async () => (await import('./methods/gateway.ts')).gatewayMethods),
  colleagues: partLoader(async () => (await import('./methods/colleagues.ts')).colleaguesMethods),
  keys: partLoader(async () => (await import('./methods/keys.ts')).keysMethods),
  inbox: partLoader(async () => (await import('./methods/inbox.ts')).inboxMethods),
  case: partLoader(async () => (await import('./methods/case.ts')).caseMethods),
  notes: partLoader(async () => (await import('./methods/notes.ts')).notesMethods),
  openings: partLoader(async () => (await import('./methods/openings.ts')).openingsMethods),
  drafts: partLoader(async () => (await import('./methods/drafts.ts')).draftsMethods),
  deciding: partLoader(async () => (await import('./methods/deciding.ts')).decidingMethods),
  reading: partLoader(async () => (await import('./methods/reading.ts')).readingMethods),
  oversight: partLoader(async () => (await import('./methods/oversight.ts')).oversightMethods),
  reports: partLoader(async () => (await import('./methods/reports.ts')).reportsMethods),
  reviewing: partLoader(async () => (await import('./methods/reviewing.ts')).reviewingMethods),
  reconciling: partLoader(
    async () => (await import('./methods/reconciling.ts')).reconcilingMethods,
  ),
  samples: partLoader(async () => (await import('./methods/samples.ts')).samplesMethods),
  trust: partLoader(async () => (await import('./methods/trust.ts')).trustMethods),
  events: partLoader(async () => (await import('./methods/events.ts')).eventsMethods),
  signIn: partLoader(async () => (await import('./methods/sign-in.ts')).signInMethods),
  writing: partLoader(async () => (await import('./methods/writing.ts')).writingMethods),
} as const

type Areas = typeof AREAS
type Tables = { readonly [A in keyof Areas]: Awaited<ReturnType<Areas[A]>> }
type Together<U> = (U extends unknown ? (one: U) => void : never) extends (all: infer I) => void
  ? I
  : never

/** By name (`area.verb`), what a method takes and gives. */
export type Methods = Together<Tables[keyof Tables]>

/** The method of this name. Undefined if there is none. */
export async function findMethod(name: string): Promise<MethodTable[string] | undefined> {
  const area = name.split('.')[0]!
  if (!Object.hasOwn(AREAS, area)) return undefined
  const table: MethodTable = await AREAS[area as keyof Areas]()
  return Object.hasOwn(table, name) ? table[name] : undefined
}
