import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import categories from '../../../schemas/codes/categories.json' with { type: 'json' }
import { PURPOSE_WORDS } from '../../client/extract-words.ts'
import type { OpeningEvent, OwnOpening } from '../../client/work.ts'
import type { LocalText } from '../../protocol/statements/local-text.ts'
import { sayFunction, sayType } from '../message-words.ts'
import { useLanguage } from '../use-language.ts'
import type { Language } from '../words/language.ts'
import { sayClock, sayWholeDay } from '../words/moments.ts'
import type { Names } from '../worker/names.ts'

const EVENTS = {
  'disclosure.opened': 'event.opened',
  'held.looked-at': 'event.held',
  'sent.looked-at': 'event.sent',
  'disclosure.printed': 'event.printed',
  'disclosure.copied': 'event.copied',
  'disclosure.exported': 'event.exported',
  'evidence.exported': 'event.evidence',
} as const satisfies Readonly<Record<OpeningEvent, string>>

/** One opening: when, what, in which case, why. */
export function OpeningRow({
  opening,
  names,
}: {
  readonly opening: OwnOpening
  readonly names: Names
}) {
  const { t } = useTranslation('openings')
  const language = useLanguage()
  const at = Date.parse(opening.at)
  const { type, purpose } = opening
  return (
    <li>
      <p className="when">
        <time dateTime={opening.at}>
          {sayWholeDay(at, language)} {sayClock(at, language)}
        </time>
      </p>
      <p>
        <strong>{t(EVENTS[opening.event])}</strong>{' '}
        {type !== undefined && <bdi>{sayType(type, language)}</bdi>}{' '}
        <Link href={`/case/${opening.case}`}>
          <bdi>{t('inCase', { case: opening.case })}</bdi>
        </Link>
      </p>
      <p className="soft">
        <bdi>{t('purpose', { purpose: wordOf(PURPOSE_WORDS, purpose, language) })}</bdi>
        {'. '}
        <bdi>
          {t('categories', {
            categories: opening.categories
              .map((category) => wordOf(categories, category, language))
              .join(', '),
          })}
        </bdi>
        {', '}
        <bdi>{t('inFunction', { name: sayFunction(opening.function, names, language) })}</bdi>
      </p>
    </li>
  )
}

/** The word of a code; a code without one is shown as it is. */
function wordOf(
  words: Readonly<Record<string, LocalText>>,
  code: string,
  language: Language,
): string {
  return Object.hasOwn(words, code) ? words[code]![language] : code
}
