import type { Db } from './db.ts'
import type { VaultName } from './vaults.ts'

/** Who asks, with which key; `now` in ms since 1970. */
export interface AskedEnrolment extends VaultName {
  readonly kid: string
  readonly text: string
  readonly now: number
}

/** Whom something is left for: whoever asked with this key. */
export interface LeftFor {
  readonly agency: string
  readonly kid: string
}

/** What was left for somebody who has asked. */
export interface LeftThings {
  readonly kid: string
  readonly introduction: string | null
  readonly handovers: readonly string[]
}

/** Notes that somebody asks, in place of what he asked before; false if the key is another's. */
export async function askEnrolment(db: Db, asked: AskedEnrolment): Promise<boolean> {
  const { agency, person, kid, text, now } = asked
  const [row] = await db<[{ is_taken: boolean }]>`
    select vault.ask(${agency}, ${person}, ${kid}, ${text}, ${new Date(now)}) as is_taken
  `
  return row.is_taken
}

/** Who asks, oldest first. */
export async function listEnrolments(
  db: Db,
  agency: string,
): Promise<readonly { readonly kid: string; readonly text: string }[]> {
  return db<{ kid: string; text: string }[]>`
    select kid, text from vault.list_enrolments(${agency})
  `
}

/** Leaves an introduction; false if nobody has asked with the key. */
export async function leaveIntroduction(
  db: Db,
  { agency, kid }: LeftFor,
  text: string,
): Promise<boolean> {
  const [row] = await db<[{ found: boolean }]>`
    select vault.introduce(${agency}, ${kid}, ${text}) as found
  `
  return row.found
}

/** A function's key, sealed. */
export interface LeftKey {
  /** Of the function's key. */
  readonly kid: string
  readonly text: string
  /** The member who hands it over; null for the custodians. Nobody writes over what another has left. */
  readonly by: string | null
}

/** Leaves a function's key; false if nobody has asked with the key `kid`. */
export async function leaveHandover(
  db: Db,
  { agency, kid }: LeftFor,
  left: LeftKey,
): Promise<boolean> {
  const [row] = await db<[{ found: boolean }]>`
    select vault.hand_over(${agency}, ${kid}, ${left.kid}, ${left.by ?? ''}, ${left.text}) as found
  `
  return row.found
}

/** What was left for a person; undefined before he has asked. */
export async function findLeft(
  db: Db,
  { agency, person }: VaultName,
): Promise<LeftThings | undefined> {
  const [row] = await db<LeftThings[]>`
    select kid, introduction, handovers from vault.left_for(${agency}, ${person})
  `
  return row
}

/** Forgets keys that were taken in, by the `kid` of the function's key. */
export async function takeHandovers(
  db: Db,
  { agency, person }: VaultName,
  kids: readonly string[],
): Promise<void> {
  await db`select vault.take_handovers(${agency}, ${person}, ${[...kids]})`
}

/** Forgets what was asked more than a month before `now` (ms since 1970). */
export async function forgetEnrolments(db: Db, now: number): Promise<void> {
  await db`select vault.forget_enrolments(${new Date(now)})`
}
