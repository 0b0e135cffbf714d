import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '../parts/button.tsx'
import { Failure } from '../parts/failure.tsx'
import { useSignedIn } from '../sign-in/signed-in-person.ts'
import { useWorker } from '../use-worker.ts'
import { LineField } from './line-field.tsx'
import { hasPasskeys, makePasskey } from './passkey.ts'
import { RecoveryCode } from './recovery-code.tsx'
import { useTask } from './use-task.ts'

const LEAST = 12

/** The first visit: keys are made, under a passkey or a passphrase. */
export function FirstVisit({
  wasSeen,
  onDone,
}: {
  readonly wasSeen: boolean
  readonly onDone: () => void
}) {
  const { t } = useTranslation('keys')
  const worker = useWorker()
  const { person } = useSignedIn()
  const { isRunning, failure, run } = useTask()
  const [passphrase, setPassphrase] = useState('')
  const [again, setAgain] = useState('')
  const [isTold, setTold] = useState(false)
  const [code, setCode] = useState<string>()
  const isShort = Array.from(passphrase).length < LEAST
  if (code !== undefined) return <RecoveryCode code={code} onKept={onDone} />

  const withPasskey = () =>
    run(async () => {
      const begun = await worker.ask('keys.begin')
      await worker.ask('keys.createWithPasskey', await makePasskey(person.name ?? 'Sluss', begun))
      onDone()
    })
  const withPassphrase = () => {
    setTold(true)
    if (isShort || passphrase !== again) return
    void run(async () =>
      setCode((await worker.ask('keys.createWithPassphrase', { passphrase })).recoveryCode),
    )
  }
  return (
    <>
      <h1>{t('firstTitle')}</h1>
      {wasSeen && (
        <p className="notice acute" role="alert">
          {t('wasSeen')}
        </p>
      )}
      <p>{t('first')}</p>
      {failure && <Failure failure={failure} />}
      {hasPasskeys() && (
        <section>
          <h2>{t('passkeyTitle')}</h2>
          <p>{t('passkey')}</p>
          <Button look="main" isDisabled={isRunning} onPress={() => void withPasskey()}>
            {t('makePasskey')}
          </Button>
        </section>
      )}
      <form
        onSubmit={(event) => {
          event.preventDefault()
          withPassphrase()
        }}
      >
        <h2>{t('passphraseTitle')}</h2>
        <p>{t('passphraseHow')}</p>
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
          fault={isTold && !isShort && passphrase !== again ? t('differ') : undefined}
        />
        <Button type="submit" isDisabled={isRunning}>
          {t('makePassphrase')}
        </Button>
      </form>
      <p role="status">{isRunning ? t('working') : ''}</p>
    </>
  )
}
