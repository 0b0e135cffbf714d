import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { focusOn } from './focus-on.ts'

/** What is wrong with a field, by the id of its control. */
export interface FieldFault {
  readonly id: string
  readonly text: string
}

interface ErrorSummaryProps {
  readonly faults: readonly FieldFault[]
  /** How many times somebody has tried to send the form: each time it is told anew. */
  readonly tries: number
}

/** Why a form was not sent: each fault in words, and a press leads to it. It takes the focus, which is how it is heard. */
export function ErrorSummary({ faults, tries }: ErrorSummaryProps) {
  const { t } = useTranslation('frame')
  const box = useRef<HTMLElement>(null)
  useEffect(() => box.current?.focus(), [tries])
  if (tries === 0 || faults.length === 0) return null
  return (
    <section className="notice acute" ref={box} tabIndex={-1} aria-label={t('faults')}>
      <p>
        <strong>{t('faults')}</strong>
      </p>
      <ul className="missing">
        {faults.map(({ id, text }) => (
          <li key={id}>
            <a
              href={`#${id}`}
              onClick={(event) => {
                event.preventDefault()
                focusOn(id)
              }}
            >
              {text}
            </a>
          </li>
        ))}
      </ul>
    </section>
  )
}
