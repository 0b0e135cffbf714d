/**
 * The program that a member acts with, as it says itself: a name and a version, such as `cli/0.1.0`. It tells an officer whether
 * something was done in the workspaces or with the command line, and by which build of the workspaces; nothing of the device or the
 * person. Nobody vouches for it.
 *
 * @module
 */
import { VERSION } from './version.ts'

/** A name of letters, digits and hyphens, a slash, and a version: at most 40 characters. */
export type ClientProgram = string

/** The header in which a program names itself. */
export const CLIENT_HEADER = 'sluss-client'

/** The workspaces in the browser, and the command line. */
export const WEB_CLIENT: ClientProgram = `web/${VERSION}`
export const CLI_CLIENT: ClientProgram = `cli/${VERSION}`

const FORM = /^[a-z][a-z0-9-]{0,18}\/[0-9A-Za-z][0-9A-Za-z.+_-]{0,19}$/

/** The end of a script's name in the web client: what it was built from. */
const BUILD = /-([0-9A-Za-z_-]{8})\.js$/

/** What a header says; undefined unless it has the form. */
export function parseClientProgram(value: unknown): ClientProgram | undefined {
  return typeof value === 'string' && FORM.test(value) ? value : undefined
}

/**
 * The workspaces, by the address of the script that the page begins with: its name changes with every script of the web client, and
 * `bundle.json`, which the log records, lists it. Such as `web/0.1.0+Ab12Cd34`; without a build where the address tells none.
 */
export function webClientOf(script: string): ClientProgram {
  const [, build] = BUILD.exec(script) ?? []
  return build === undefined ? WEB_CLIENT : `${WEB_CLIENT}+${build}`
}
