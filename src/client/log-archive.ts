import type { LogSource } from './log-source.ts'

/** Where all years of a log are read from. Attacker-controlled, as the sources it gives. */
export interface LogArchive {
  /** The newest checkpoint of the newest year, as a signed note; undefined if nothing has ever been logged. */
  readonly newest: () => Promise<string | undefined>
  /** The newest checkpoint of the newest year that a quorum of witnesses has cosigned; it may lie some seconds behind the newest. */
  readonly newestCosigned: () => Promise<string | undefined>
  /** The log of one year. Nothing is read before it is used. */
  readonly year: (year: number) => LogSource
}
