import { useCallback, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import { lockOthers } from '../lock.ts'
import { Button } from '../parts/button.tsx'
import { Failure } from '../parts/failure.tsx'
import { SignInAgain } from '../sign-in/sign-in-again.tsx'
import { useSignedIn } from '../sign-in/signed-in-person.ts'
import { useAnswer } from '../use-answer.ts'
import { useWorker } from '../use-worker.ts'
import { MissingKeys } from './missing-keys.tsx'
import { hasPasskeys, makePasskey } from './passkey.ts'
import { PassphraseChoice } from './passphrase-choice.tsx'
import { RecoveryCode } from './recovery-code.tsx'
import { TrustForm } from './trust-form.tsx'
import { useTask } from './use-task.ts'

/** The member's own keys: what is missing, whom they trust, and what opens them. */
export function MyKeys() {
  const { t } = useTranslation('keys')
  const worker = useWorker()
  const asked = useAnswer(useCallback(() => worker.ask('keys.state'), [worker]))
  const state = asked.value
  if (asked.state === 'failed') return <Failure failure={asked.failure} onRetry={asked.again} />
  if (state?.state !== 'unlocked') return <p role="status">{t('asking')}</p>
  return (
    <>
      <h1>{t('title')}</h1>
      <MissingKeys missing={state.missing} />
      {state.hasEarlier && (
        <section className="notice">
          <p>{t('hasEarlier')}</p>
          <SignInAgain label={t('hasEarlierGo')} />
        </section>
      )}
      {state.hasNewIntroduction && (
        <section className="notice">
          <p>{t('newIntroduction')}</p>
          <TrustForm onDone={asked.again} />
        </section>
      )}
      <h2>{t('yours')}</h2>
      <p className="recovery-code">{state.fingerprint}</p>
      <p>
        <Link href="/keys/colleagues">{t('toColleagues')}</Link>
      </p>
      <MoreWays onRenewed={asked.again} />
    </>
  )
}

function MoreWays({ onRenewed }: { readonly onRenewed: () => void }) {
  const { t } = useTranslation('keys')
  const worker = useWorker()
  const { person } = useSignedIn()
  const { isRunning, failure, run } = useTask()
  const [isAdded, setAdded] = useState(false)
  const [code, setCode] = useState<string>()
  const noteKept = () => {
    setCode(undefined)
    void run(async () => {
      await worker.ask('keys.noteCodeKept')
      onRenewed()
    })
  }
  if (code !== undefined) return <RecoveryCode code={code} onKept={noteKept} />
  const addPasskey = () =>
    run(async () => {
      const begun = await worker.ask('keys.begin')
      await worker.ask('keys.addPasskey', await makePasskey(person.name ?? 'Sluss', begun))
      setAdded(true)
    })
  return (
    <section>
      <h2>{t('moreTitle')}</h2>
      {failure && <Failure failure={failure} />}
      {hasPasskeys() && (
        <Button isPending={isRunning} onPress={() => void addPasskey()}>
          {t('addPasskey')}
        </Button>
      )}
      <p role="status">{isAdded ? t('added') : ''}</p>
      <h3>{t('setPassphrase')}</h3>
      <p>{t('setPassphraseHow')}</p>
      <PassphraseChoice
        button={t('setPassphrase')}
        isRunning={isRunning}
        onChosen={(passphrase) =>
          void run(async () => {
            setCode((await worker.ask('keys.setPassphrase', { passphrase })).recoveryCode)
            // What they know is of before: they would go on under it.
            lockOthers()
          })
        }
      />
    </section>
  )
}
