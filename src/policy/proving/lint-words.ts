/**
 * What a reader of the pack needs: texts in both languages, citations that lead where they say, names that are used.
 *
 * @module
 */
import type { LocalText } from '../../protocol/statements/local-text.ts'
import { CATEGORIES } from '../../protocol/vocabulary.ts'
import { rulesOf } from '../check-pack.ts'
import { parseCondition } from '../condition.ts'
import { consentFact } from '../derived-facts.ts'
import type { Pack } from '../policy-set.ts'
import { shiftDay } from '../shift-day.ts'
import type { Finding } from './finding.ts'
import { listConditions } from './lint-conditions.ts'

/** What is wrong with words and names. */
export function lintWords(pack: Pack): readonly Finding[] {
  return [
    ...lintTexts(pack),
    ...lintLinks(pack),
    ...lintFacts(pack),
    ...lintQuestions(pack),
    ...lintSuccessors(pack),
  ]
}

/** Lists of a pack whose items have texts, and what an item is called. */
const LISTS = [
  'locks',
  'gateways',
  'blocks',
  'obligationRules',
  'facts',
  'crimes',
  'openQuestions',
  'renamed',
] as const

function lintTexts(pack: Pack): readonly Finding[] {
  return LISTS.flatMap((list) =>
    pack[list].flatMap((item) => {
      const { id, name, label } = item as { id?: string; name?: unknown; label?: string }
      const subject = id ?? label ?? String(name)
      return findTexts(item, '').flatMap(([place, text]) => lintText(subject, place, text))
    }),
  )
}

function findTexts(value: unknown, place: string): readonly (readonly [string, LocalText])[] {
  if (typeof value !== 'object' || value === null) return []
  if ('sv' in value && 'en' in value) return [[place, value as LocalText]]
  return Object.entries(value).flatMap(([name, inner]) => findTexts(inner, `${place}/${name}`))
}

function lintText(subject: string, place: string, { sv, en }: LocalText): readonly Finding[] {
  if ([sv, en].some((text) => text.trim() !== text || text === ''))
    return [{ code: 'text-blank', subject, place }]
  // Single words and names may be the same in both.
  const isSentence = sv.split(' ').length > 3
  return isSentence && sv === en ? [{ code: 'text-untranslated', subject, place }] : []
}

/** The section that a link leads to must be one that the citation names: `#K10P18c` and `10 kap. 18 c §`. */
function lintLinks(pack: Pack): readonly Finding[] {
  return rulesOf(pack)
    .filter(({ citation, link }) => {
      const [, chapter, section] = /#(?:K(\d+[a-z]?))?P(\d+[a-z]?)(?:S\d+)?$/.exec(link) ?? []
      if (section === undefined) return false
      const isChapter = chapter === undefined || isNamed(`${chapter} kap.`, citation)
      return !isChapter || !isNamed(section, citation)
    })
    .map(({ id, citation, link }) => ({
      code: 'citation-link-differ',
      subject: id,
      place: `${citation} – ${link}`,
    }))
}

/** Whether a number of a chapter or section stands by itself in a citation, which writes `18 c` for `18c`. */
function isNamed(number: string, citation: string): boolean {
  const spaced = number.replace(/(\d)([a-z])/, '$1 $2')
  return new RegExp(`(?<!\\d)${spaced}(?![\\da-z]| [a-z]\\b)`).test(citation)
}

function lintFacts(pack: Pack): readonly Finding[] {
  const asked = new Set(listConditions(pack).flatMap(({ when }) => parseCondition(when).asks))
  const used = new Set(asked)
  for (const { name, derivedFrom = [] } of pack.facts)
    if (asked.has(name)) for (const stated of derivedFrom) used.add(stated)
  if (asked.has('consentCoversPart'))
    for (const category of CATEGORIES) used.add(consentFact(category))
  return pack.facts
    .filter(({ name }) => !used.has(name))
    .map(({ name }) => ({ code: 'fact-unused', subject: name, place: '' }))
}

function lintQuestions({ openQuestions, gateways, blocks, crimes }: Pack): readonly Finding[] {
  const named = new Set<string | undefined>([
    ...gateways.flatMap(({ versions }) =>
      versions.flatMap(({ openQuestion, disputes }) => [
        openQuestion,
        ...disputes.map((dispute) => dispute.openQuestion),
      ]),
    ),
    ...[...blocks, ...crimes].flatMap(({ versions }) =>
      versions.map(({ openQuestion }) => openQuestion),
    ),
  ])
  return openQuestions
    .filter(({ id, noRule = false }) => named.has(id) === noRule)
    .map(({ id }) => ({ code: 'open-question-unused', subject: id, place: '' }))
}

function lintSuccessors({ gateways }: Pack): readonly Finding[] {
  const firstDays = new Map(gateways.map(({ id, versions }) => [id, versions[0]!.from]))
  return gateways.flatMap(({ id, replacedBy, versions }): readonly Finding[] => {
    if (replacedBy === undefined) return []
    const to = versions.at(-1)!.to
    const isNext = to !== null && firstDays.get(replacedBy) === shiftDay(to, 1)
    return isNext ? [] : [{ code: 'successor-gap', subject: id, place: replacedBy }]
  })
}
