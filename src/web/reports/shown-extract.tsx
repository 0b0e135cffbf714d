import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '../parts/button.tsx'
import { useLanguage } from '../use-language.ts'
import type { ShownExtract as Shown } from '../worker/methods/reports.ts'
import { CopyTable } from './copy-table.tsx'
import { TakeExtract } from './take-extract.tsx'

interface ShownExtractProps {
  readonly extract: Shown
  readonly as: string
  readonly onAnother: () => void
}

/** What the person gets, exactly; and apart from it what only the officer may see. */
export function ShownExtract({ extract, as, onAnother }: ShownExtractProps) {
  const { t } = useTranslation('reports')
  const language = useLanguage()
  const { copy, warnings, made } = extract
  const table = copy[language]
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => heading.current?.focus(), [])
  return (
    <>
      {warnings.map((warning) => (
        <p key={warning.en} className="notice acute" role="alert">
          {warning[language]}
        </p>
      ))}
      <section>
        <h2 ref={heading} tabIndex={-1}>
          {t('copy')}
        </h2>
        <p role="status">{t('rows', { count: table.rows.length })}</p>
        {table.notes.map((note) => (
          <p key={note.en}>
            <bdi>{note[language]}</bdi>
          </p>
        ))}
        {table.rows.length > 0 && <CopyTable table={table} />}
      </section>
      <LeftOut extract={extract} />
      <TakeExtract made={made} as={as} />
      <div className="buttons">
        <Button onPress={onAnother}>{t('another')}</Button>
      </div>
    </>
  )
}

function LeftOut({ extract: { withheld, notRetained, left } }: { readonly extract: Shown }) {
  const { t } = useTranslation('reports')
  const language = useLanguage()
  return (
    <section>
      <h2>{t('protocol')}</h2>
      {left + notRetained === 0 && <p>{t('nothingLeft')}</p>}
      {left > 0 && <p>{t('left', { count: left })}</p>}
      <ul>
        {withheld.map((ground) => (
          <li key={ground.en}>
            {t('withheld', { entries: ground.entries, ground: ground[language] })}
          </li>
        ))}
        {notRetained > 0 && <li>{t('notRetained', { count: notRetained })}</li>}
      </ul>
    </section>
  )
}
