import i18next from 'i18next'
import { useTranslation } from 'react-i18next'
import type { WorkerFailure } from '../crypto-worker.ts'
import { failureWords } from '../words/failures.ts'
import { chosenLanguage } from '../words/index.ts'
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
      {onRetry && <Button onPress={onRetry}>{t('retry')}</Button>}
    </div>
  )
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
  const found = Object.hasOwn(table, code) ? table[code] : undefined
  return typeof found === 'object' ? found : failureWords[language].unexpected
}
