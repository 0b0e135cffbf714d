import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '../parts/button.tsx'
import { Failure } from '../parts/failure.tsx'
import { useSignedIn } from '../sign-in/signed-in-person.ts'
import { useWorker } from '../use-worker.ts'
import { EarlierVaults } from './earlier-vaults.tsx'
import { hasPasskeys, makePasskey } from './passkey.ts'
import { PassphraseChoice } from './passphrase-choice.tsx'
import { RecoveryCode } from './recovery-code.tsx'
import { useTask } from './use-task.ts'

interface FirstVisitProps {
  readonly wasSeen: boolean
  readonly onDone: () => void
}

/** The first visit: keys are made, under a passkey or a passphrase. */
export function FirstVisit({ wasSeen, onDone }: FirstVisitProps) {
  const { t } = useTranslation('keys')
  const worker = useWorker()
  const { person } = useSignedIn()
  const { isRunning, failure, run } = useTask()
  const [code, setCode] = useState<string>()
  if (code !== undefined) return <RecoveryCode code={code} onKept={onDone} />

  const withPasskey = () =>
    run(async () => {
      const begun = await worker.ask('keys.begin')
      await worker.ask('keys.createWithPasskey', await makePasskey(person.name ?? 'Sluss', begun))
      onDone()
    })
  const withPassphrase = (passphrase: string) =>
    run(async () =>
      setCode((await worker.ask('keys.createWithPassphrase', { passphrase })).recoveryCode),
    )
  return (
    <>
      <h1>{t('firstTitle')}</h1>
      {wasSeen && (
        <p className="notice acute" role="alert">
          {t('wasSeen')}
        </p>
      )}
      <EarlierVaults onDone={onDone} />
      <p>{t('first')}</p>
      {failure && <Failure failure={failure} />}
      {hasPasskeys() && (
        <section>
          <h2>{t('passkeyTitle')}</h2>
          <p>{t('passkey')}</p>
          <Button look="main" isPending={isRunning} onPress={() => void withPasskey()}>
            {t('makePasskey')}
          </Button>
        </section>
      )}
      <h2>{t('passphraseTitle')}</h2>
      <p>{t('passphraseHow')}</p>
      <PassphraseChoice
        button={t('makePassphrase')}
        isRunning={isRunning}
        onChosen={(passphrase) => void withPassphrase(passphrase)}
      />
      <p role="status">{isRunning ? t('working') : ''}</p>
    </>
  )
}
