import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '../parts/button.tsx'
import { focusFault } from '../parts/focus-fault.ts'
import { LineField } from './line-field.tsx'

const LEAST = 12

interface PassphraseChoiceProps {
  readonly button: string
  readonly isRunning: boolean
  readonly onChosen: (passphrase: string) => void
}

/** A new passphrase, typed twice. */
export function PassphraseChoice({ button, isRunning, onChosen }: PassphraseChoiceProps) {
  const { t } = useTranslation('keys')
  const [passphrase, setPassphrase] = useState('')
  const [again, setAgain] = useState('')
  const [isTold, setTold] = useState(false)
  const isShort = Array.from(passphrase).length < LEAST
  const isOther = passphrase !== again
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        setTold(true)
        if (isShort || isOther) focusFault(event.currentTarget)
        else onChosen(passphrase)
      }}
    >
      <LineField
        label={t('passphrase')}
        value={passphrase}
        onChange={setPassphrase}
        autoComplete="new-password"
        fault={isTold && isShort ? t('tooShort') : undefined}
      />
      <LineField
        label={t('passphraseAgain')}
        value={again}
        onChange={setAgain}
        autoComplete="new-password"
        fault={isTold && !isShort && isOther ? t('differ') : undefined}
      />
      <Button type="submit" isPending={isRunning}>
        {button}
      </Button>
    </form>
  )
}
