import type { Language, LocalText } from '../../protocol/statements/local-text.ts'
import type { Change, ItemDiff } from './diff.ts'
import { CHANGES, LIST_NAMES, PLACES } from './diff-words.ts'

/** The difference between two packs in words, a line each. */
export function renderDiff(diffs: readonly ItemDiff[], language: Language): readonly string[] {
  const say = (text: LocalText): string => text[language]
  return diffs.flatMap(({ list, id, citation, changes, versions }) => {
    const [first] = changes
    const isWhole = first?.code === 'added' || first?.code === 'removed'
    const what = isWhole ? say(CHANGES[first.code]) : say({ sv: 'ändrad', en: 'changed' })
    const wording = say({ sv: 'lydelsen från', en: 'the wording from' })
    return [
      [`${say(LIST_NAMES[list])} ${id}`, citation].filter(Boolean).join(', ') + `: ${what}`,
      ...(isWhole ? [] : changes.map((change) => `  ${renderChange(change, language)}`)),
      ...versions.flatMap((version) => [
        `  ${wording} ${version.version}:`,
        ...version.changes.map((change) => `    ${renderChange(change, language)}`),
      ]),
    ]
  })
}

function renderChange({ code, place, before, after }: Change, language: Language): string {
  const [name = '', ...rest] = place.split(' ')
  const places = [PLACES[name]?.[language] ?? name, ...rest].join(' ')
  const words = { place: places, before: show(before, language), after: show(after, language) }
  return CHANGES[code][language].replaceAll(
    /\{(place|before|after)\}/g,
    (_, word: keyof typeof words) => words[word],
  )
}

const NOTHING = { sv: 'inget', en: 'nothing' }
const OPEN_ENDED = { sv: 'tills vidare', en: 'further notice' }

function show(value: unknown, language: Language): string {
  if (value === undefined) return NOTHING[language]
  if (value === null) return OPEN_ENDED[language]
  if (Array.isArray(value)) return value.join(', ')
  if (typeof value === 'boolean')
    return { sv: value ? 'ja' : 'nej', en: value ? 'yes' : 'no' }[language]
  if (typeof value !== 'object') return String(value)
  if (language in value) return (value as LocalText)[language]
  return Object.values(value)
    .map((inner) => show(inner, language))
    .join(', ')
}
