import type { Detector } from './detector.ts'

const LOCAL = String.raw`[\p{L}\p{N}._%+-]{1,64}`
const LABEL = String.raw`[\p{L}\p{N}-]{1,63}`
const AT = String.raw` ?(?:@|[([{] ?(?:at|@|snabel-?a) ?[)\]}]|(?<= )(?:snabel-?a|at)(?= )) ?`
const DOT = String.raw` ?(?:\.|[([{] ?(?:dot|punkt|\.) ?[)\]}]|(?<= )(?:punkt|dot)(?= )) ?`
const ADDRESS = new RegExp(`${LOCAL}${AT}${LABEL}(?:${DOT}${LABEL}){1,8}`, 'giu')

/** E-mail addresses (RFC 5321 §4.1.2, as people write them), also with the signs spelled out: `namn (at) exempel punkt se`. */
export const emailAddress: Detector = {
  name: 'email-address',
  find: (text) =>
    Array.from(text.matchAll(ADDRESS), ({ 0: found, index: start }) => ({
      start,
      end: start + found.length,
    })),
}
