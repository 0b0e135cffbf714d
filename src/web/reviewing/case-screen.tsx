import { useCallback, useId, useState } from 'react'
import type { FormEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'wouter'
import { Button } from '../parts/button.tsx'
import { Field } from '../parts/field.tsx'
import { focusOn } from '../parts/focus-on.ts'
import { useAnswer } from '../use-answer.ts'
import { useWorker } from '../use-worker.ts'
import type { ScreenProps } from '../screen.ts'
import { Loaded } from './loaded.tsx'
import { ReviewPage } from './review-page.tsx'
import { TakeTimeline } from './take-timeline.tsx'
import { Timeline } from './timeline.tsx'

/** As `newCaseReference` writes it (Crockford's alphabet). */
const REFERENCE = /^[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}$/

/** All that the own agency did in one case. Who did it stays a pseudonym; there is no list of cases and no search. */
export function CaseScreen({ params: { case: reference } }: ScreenProps) {
  const { t } = useTranslation('oversight')
  return (
    <ReviewPage
      title={reference === undefined ? t('caseTitle') : t('caseOf', { case: reference })}
      intro={t('caseIntro')}
    >
      {(as) =>
        reference === undefined ? (
          <CaseForm />
        ) : (
          <CaseTimeline key={reference} of={reference} as={as} />
        )
      }
    </ReviewPage>
  )
}

function CaseTimeline({ of, as }: { readonly of: string; readonly as: string }) {
  const { t } = useTranslation('oversight')
  const worker = useWorker()
  const answer = useAnswer(
    useCallback(() => worker.ask('oversight.case', { case: of }), [worker, of]),
  )
  return (
    <>
      <Loaded answer={answer}>
        {(timeline) =>
          timeline.rows.length === 0 ? (
            <p role="status">{t('caseEmpty')}</p>
          ) : (
            <>
              <Timeline timeline={timeline} />
              <TakeTimeline of={of} as={as} />
            </>
          )
        }
      </Loaded>
      <h2>{t('caseOther')}</h2>
      <CaseForm />
    </>
  )
}

/** A reference that somebody has: small letters and spaces around it are forgiven. */
function CaseForm() {
  const { t } = useTranslation('oversight')
  const [, navigate] = useLocation()
  const id = useId()
  const [text, setText] = useState('')
  const [isWrong, setWrong] = useState(false)
  const show = (event: FormEvent) => {
    event.preventDefault()
    const reference = text.trim().toUpperCase()
    const isReference = REFERENCE.test(reference)
    setWrong(!isReference)
    if (!isReference) setTimeout(() => focusOn(id))
    else navigate(`/review/case/${reference}`)
  }
  return (
    <form onSubmit={show} noValidate>
      <Field
        id={id}
        label={t('reference')}
        help={t('referenceHelp')}
        fault={isWrong ? t('referenceWrong') : undefined}
      >
        {(described) => (
          <input
            {...described}
            autoComplete="off"
            spellCheck={false}
            value={text}
            onChange={({ target }) => setText(target.value)}
          />
        )}
      </Field>
      <Button type="submit" look="main">
        {t('show')}
      </Button>
    </form>
  )
}
