import type { Detector } from './detector.ts'
import { matches } from './matches.ts'
import { withoutOverlap } from './without-overlap.ts'

/** With scheme or `www.`, whatever follows (RFC 3986 §3). */
const WRITTEN = /(?<![\p{L}\d])(?:(?:https?|ftp|hxxps?):\/\/|www\.)[^\s<>"”()]+[^\s<>"”().,;:!?]/giu
/** A name with a usual top domain, in small letters as addresses are. */
const DOMAIN =
  /(?<![\p{L}\d@.-])[a-zåäö0-9][a-zåäö0-9-]*(?:\.[a-zåäö0-9-]+)*\.(?:se|nu|com|net|org|eu|info|app|io|me|dk|no|fi|de|gov|edu|tv|co|ly|be|gl|goo|page|link|social)(?:\/[^\s<>"”()]*[^\s<>"”().,;:!?])?(?![\p{L}\d@-])/gu

/** Addresses on the web: a map, a profile, a page of a school or a shelter. */
export const webAddress: Detector = {
  name: 'web-address',
  find: (text) => withoutOverlap([...matches(text, WRITTEN), ...matches(text, DOMAIN)]),
}
