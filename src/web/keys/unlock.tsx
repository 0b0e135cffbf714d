import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { findWrongGroups } from '../../client/recovery-code.ts'
import { Button } from '../parts/button.tsx'
import { Failure } from '../parts/failure.tsx'
import { useWorker } from '../use-worker.ts'
import type { KeysState } from '../worker/methods/keys.ts'
import { EarlierVaults } from './earlier-vaults.tsx'
import { LineField } from './line-field.tsx'
import { askPasskey } from './passkey.ts'
import { useTask } from './use-task.ts'

type Locked = Extract<KeysState, { readonly state: 'locked' }>

interface UnlockProps {
  readonly locked: Locked
  readonly onDone: () => void
}

/** Unlocking: with a passkey, or with the passphrase, on a new device also with the recovery code. */
export function Unlock({ locked, onDone }: UnlockProps) {
  const { t } = useTranslation('keys')
  const worker = useWorker()
  const { isRunning, failure, run } = useTask()
  const withPasskey = () =>
    run(async () => {
      await worker.ask('keys.unlockWithPasskey', await askPasskey(locked.passkeys))
      onDone()
    })
  return (
    <>
      <h1>{t('lockedTitle')}</h1>
      {failure && <Failure failure={failure} />}
      {locked.passkeys.length > 0 && (
        <p>
          <Button look="main" isPending={isRunning} onPress={() => void withPasskey()}>
            {t('unlockPasskey')}
          </Button>
        </p>
      )}
      {locked.passphrase !== 'none' && (
        <PassphraseForm
          isNewDevice={locked.passphrase === 'without-device'}
          isOnlyWay={locked.passkeys.length === 0}
          isRunning={isRunning}
          onTry={(passphrase, recoveryCode) =>
            void run(async () => {
              if (recoveryCode === undefined)
                await worker.ask('keys.unlockWithPassphrase', { passphrase })
              else await worker.ask('keys.restore', { passphrase, recoveryCode })
              onDone()
            })
          }
        />
      )}
      <p role="status">{isRunning ? t('working') : ''}</p>
      <details>
        <summary>{t('lostTitle')}</summary>
        <p>{t('lost')}</p>
        <Button
          isPending={isRunning}
          onPress={() =>
            void run(async () => {
              await worker.ask('keys.discard')
              onDone()
            })
          }
        >
          {t('lostSure')}
        </Button>
        <EarlierVaults onDone={onDone} />
      </details>
    </>
  )
}

interface PassphraseFormProps {
  readonly isNewDevice: boolean
  /** There is no passkey. */
  readonly isOnlyWay: boolean
  readonly isRunning: boolean
  readonly onTry: (passphrase: string, recoveryCode: string | undefined) => void
}

function PassphraseForm({ isNewDevice, isOnlyWay, isRunning, onTry }: PassphraseFormProps) {
  const { t } = useTranslation('keys')
  const [passphrase, setPassphrase] = useState('')
  const [code, setCode] = useState('')
  const wrong = findWrongGroups(code).map((group) => group + 1)
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        onTry(passphrase, isNewDevice ? code : undefined)
      }}
    >
      {isNewDevice && (
        <>
          <p className="notice">{t('newDevice')}</p>
          <LineField
            label={t('recoveryCode')}
            value={code}
            onChange={setCode}
            autoComplete="off"
            fault={wrong.length > 0 ? t('groupWrong', { groups: wrong.join(', ') }) : undefined}
          />
        </>
      )}
      <LineField
        label={t('passphrase')}
        value={passphrase}
        onChange={setPassphrase}
        autoComplete="current-password"
      />
      <Button look={isOnlyWay ? 'main' : 'normal'} type="submit" isPending={isRunning}>
        {t('unlock')}
      </Button>
    </form>
  )
}
