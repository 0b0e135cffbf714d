import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '../parts/button.tsx'
import { focusFault } from '../parts/focus-fault.ts'
import { LineField } from './line-field.tsx'

const LAST = 5

/** The one time that the recovery code is shown: to print, and to show that it is kept. */
export function RecoveryCode({
  code,
  onKept,
}: {
  readonly code: string
  readonly onKept: () => void
}) {
  const { t } = useTranslation('keys')
  const [typed, setTyped] = useState('')
  const [isTold, setTold] = useState(false)
  const title = useRef<HTMLHeadingElement>(null)
  // What had the focus is gone.
  useEffect(() => title.current?.focus(), [])
  const isRight = typed.trim().toUpperCase() === code.slice(-LAST)
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        setTold(true)
        if (isRight) onKept()
        else focusFault(event.currentTarget)
      }}
    >
      <h1 ref={title} tabIndex={-1}>
        {t('codeTitle')}
      </h1>
      <p>{t('code')}</p>
      <p className="recovery-code">{code}</p>
      <div className="buttons">
        <Button onPress={() => window.print()}>{t('print')}</Button>
      </div>
      <LineField
        label={t('codeTyped')}
        value={typed}
        onChange={setTyped}
        autoComplete="off"
        fault={isTold && !isRight ? t('codeWrong') : undefined}
      />
      <Button look="main" type="submit">
        {t('codeKept')}
      </Button>
    </form>
  )
}
