import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Foot } from '../frame/foot.tsx'
import { Button } from '../parts/button.tsx'
import { failureOf } from '../use-answer.ts'
import { useLanguage } from '../use-language.ts'
import { useWorker } from '../use-worker.ts'
import type { SignInAgency } from '../worker/methods/sign-in.ts'
import { goTo } from './go-to.ts'
import { signInText } from './sign-in-text.ts'

/** The first screen: where one works, and why one is not signed in if there is more to say than that. */
export function ChooseAgency({
  issuers,
  reason,
}: {
  readonly issuers: readonly SignInAgency[]
  readonly reason: string | null
}) {
  const { t } = useTranslation('signIn')
  const language = useLanguage()
  const worker = useWorker()
  const [failed, setFailed] = useState<string>()
  const [isGoing, setGoing] = useState(false)
  const why = failed ?? reason

  const begin = async (agency: string) => {
    setGoing(true)
    try {
      goTo(await worker.ask('signIn.begin', { agency, to: location.pathname }))
    } catch (error) {
      setFailed(failureOf(error).code)
      setGoing(false)
    }
  }

  return (
    <>
      <header className="bar">
        <span className="name">Sluss</span>
      </header>
      <main className="content" id="content" tabIndex={-1}>
        <h1>{t('title')}</h1>
        {why !== null && (
          <p className="notice" role="alert">
            {signInText(t, why)}
          </p>
        )}
        {issuers.length === 0 ? (
          <p>{t('nowhere')}</p>
        ) : (
          <>
            <h2 id="which">{t('which')}</h2>
            <p>{t('how')}</p>
            <ul className="agencies" aria-labelledby="which">
              {issuers.map(({ agency, name }) => (
                <li key={agency}>
                  <Button isPending={isGoing} onPress={() => void begin(agency)}>
                    {name[language]}
                  </Button>
                </li>
              ))}
            </ul>
            <p role="status">{isGoing ? t('going') : ''}</p>
          </>
        )}
      </main>
      <Foot />
    </>
  )
}
