import type { MethodTable } from './serve.ts'

/** What the page can ask, area by area; the code of an area is loaded when its first question comes. */
const AREAS = {
  gateway: async () => (await import('./methods/gateway.ts')).gatewayMethods,
  colleagues: async () => (await import('./methods/colleagues.ts')).colleaguesMethods,
  keys: async () => (await import('./methods/keys.ts')).keysMethods,
  inbox: async () => (await import('./methods/inbox.ts')).inboxMethods,
  case: async () => (await import('./methods/case.ts')).caseMethods,
  notes: async () => (await import('./methods/notes.ts')).notesMethods,
  openings: async () => (await import('./methods/openings.ts')).openingsMethods,
  drafts: async () => (await import('./methods/drafts.ts')).draftsMethods,
  deciding: async () => (await import('./methods/deciding.ts')).decidingMethods,
  reading: async () => (await import('./methods/reading.ts')).readingMethods,
  oversight: async () => (await import('./methods/oversight.ts')).oversightMethods,
  reports: async () => (await import('./methods/reports.ts')).reportsMethods,
  reviewing: async () => (await import('./methods/reviewing.ts')).reviewingMethods,
  reconciling: async () => (await import('./methods/reconciling.ts')).reconcilingMethods,
  samples: async () => (await import('./methods/samples.ts')).samplesMethods,
  trust: async () => (await import('./methods/trust.ts')).trustMethods,
  events: async () => (await import('./methods/events.ts')).eventsMethods,
  signIn: async () => (await import('./methods/sign-in.ts')).signInMethods,
  writing: async () => (await import('./methods/writing.ts')).writingMethods,
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
