/** From this many on, what is out of sight is laid out only when it is scrolled to: its height is a guess until then. */
const MANY = 60

/** The class of a list of rows. */
export function rowsLook(count: number): string {
  return count > MANY ? 'rows many' : 'rows'
}
