import type { FoldedText } from './folded-text.ts'

/** Words that people write for a sign when they do not want a machine, or a reader, to see it. */
const SIGNS: Readonly<Record<string, string>> = {
  bindestreck: '-',
  streck: '-',
  minus: '-',
  plus: '+',
  punkt: '.',
  mellanslag: ' ',
  noll: '0',
  nolla: '0',
  ett: '1',
  etta: '1',
  två: '2',
  tvåa: '2',
  tre: '3',
  trea: '3',
  fyra: '4',
  fem: '5',
  femma: '5',
  sex: '6',
  sexa: '6',
  sju: '7',
  sjua: '7',
  åtta: '8',
  nio: '9',
  nia: '9',
}

const WORD = new RegExp(`(?<![\\p{L}\\d])(?:${Object.keys(SIGNS).join('|')})(?![\\p{L}\\d])`, 'giu')

/** The text with spelled-out digits and separators as signs; undefined if there are none to look at again. */
export function spellOut({ text, origins }: FoldedText): FoldedText | undefined {
  const words = Array.from(text.matchAll(WORD))
  if (words.length === 0) return undefined
  let spelled = ''
  const spelledOrigins: FoldedText['origins'][number][] = []
  const keep = (from: number, to: number): void => {
    spelled += text.slice(from, to)
    for (let unit = from; unit < to; unit++) spelledOrigins.push(origins[unit]!)
  }
  let at = 0
  for (const word of words) {
    const end = word.index + word[0].length
    keep(at, word.index)
    spelled += SIGNS[word[0].toLowerCase()]!
    spelledOrigins.push({ start: origins[word.index]!.start, end: origins[end - 1]!.end })
    at = end
  }
  keep(at, text.length)
  return { text: spelled, origins: spelledOrigins }
}
