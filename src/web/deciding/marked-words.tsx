import { useTranslation } from 'react-i18next'
import { sayDetector } from '../forms/say-detector.ts'
import { useLanguage } from '../use-language.ts'
import type { HeldReading } from '../worker/methods/deciding.ts'

/** What the guard has marked: each with its kind and the question that it answers, and why the author lets it stay. */
export function MarkedWords({ held }: { readonly held: HeldReading }) {
  const { t } = useTranslation('deciding')
  const { t: forms } = useTranslation('forms')
  const language = useLanguage()
  const { hits, guardMotive, arrangement, needs } = held
  if (!needs.includes('guard-release')) return null
  const rows = Object.values(arrangement).flatMap((sections) =>
    sections.flatMap((section) =>
      section.rows.map((row) => ({ ...row, section: section.title[language] })),
    ),
  )
  return (
    <section>
      <h2>{t('marked')}</h2>
      <p>{t('markedHelp')}</p>
      <ul>
        {hits.map(({ pointer, start, end, detector }, i) => {
          const row = rows.find(
            (one) => pointer === one.pointer || pointer.startsWith(`${one.pointer}/`),
          )
          const item = row?.pointer === pointer ? 0 : Number(pointer.split('/').at(-1))
          return (
            <li key={i}>
              {sayDetector(detector, forms)}: ”
              <bdi>{row?.values[item]?.[language].slice(start, end)}</bdi>”
              {row !== undefined && ` (${row.section}: ${row.label[language]})`}
            </li>
          )
        })}
      </ul>
      <h3>{t('markedWhy')}</h3>
      {guardMotive === undefined ? (
        <p>{t('noMotives')}</p>
      ) : (
        <blockquote>
          <bdi>{guardMotive}</bdi>
        </blockquote>
      )}
    </section>
  )
}
