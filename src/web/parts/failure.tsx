import i18next from 'i18next'
import { isJsonObject } from '../../protocol/json.ts'
import { useTranslation } from 'react-i18next'
import type { WorkerFailure } from '../crypto-worker.ts'
import { failureWords } from '../words/failures.ts'
import { chosenLanguage } from '../words/index.ts'
import { SignInAgain } from '../sign-in/sign-in-again.tsx'
import { Button } from './button.tsx'

/** What went wrong and the way out, in words. The gateway's own, when it refused; else those of the code. */
export function Failure({
  failure,
  onRetry,
}: {
  readonly failure: WorkerFailure
  readonly onRetry?: () => void
}) {
  const { t } = useTranslation('failures')
  const { title, action } = textOf(failure)
  return (
    <div className="notice acute" role="alert">
      <p>
        <strong>{title}</strong>
      </p>
      <p>{action}</p>
      <div className="buttons">
        {(SURER.has(failure.code) || ENDED.has(failure.code)) && (
          <SignInAgain label={t('signInAgain')} functionId={functionOf(failure)} />
        )}
        {onRetry && !SURER.has(failure.code) && <Button onPress={onRetry}>{t('retry')}</Button>}
      </div>
    </div>
  )
}

/** Refusals whose way out is to sign in again. */
const SURER = new Set(['assurance-too-low', 'sign-in-too-old'])

/** The sign-in has ended. Whoever signs in anew in another tab tries again in this one, where everything still stands. */
const ENDED = new Set([
  'session-ended',
  'session-idle',
  'session-over',
  'session-reused',
  'token-missing',
])

/** The function for which the sign-in was not sure enough. */
function functionOf({ problem }: WorkerFailure): string | undefined {
  const asked = problem?.members['assurance']
  const id = isJsonObject(asked) ? asked['function'] : undefined
  return typeof id === 'string' ? id : undefined
}

interface Text {
  readonly title: string
  readonly action: string
}

function textOf({ code, problem }: WorkerFailure): Text {
  const language = i18next.language === 'en' ? 'en' : chosenLanguage()
  const said = problem?.[language]
  if (said !== undefined) return said
  const table: Readonly<Record<string, Text | string>> = failureWords[language]
  // Whoever has no connection must not be told that it is the gateway's fault.
  const meant = code === 'gateway-unreachable' && !navigator.onLine ? 'offline' : code
  const found = Object.hasOwn(table, meant) ? table[meant] : undefined
  return typeof found === 'object' ? found : failureWords[language].unexpected
}
