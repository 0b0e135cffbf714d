import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useActingFunction } from '../acting-function.tsx'
import { useLanguage } from '../use-language.ts'
import type { SignedInFunction } from '../worker/methods/sign-in.ts'
import { SignInAgain } from './sign-in-again.tsx'
import { useSignedIn } from './signed-in-person.ts'

/** Shows what is inside to who has signed in surely enough for the function that is acted for, and to others how to. */
export function AssuranceGate({ children }: { readonly children: ReactNode }) {
  const { t } = useTranslation('signIn')
  const language = useLanguage()
  const lacking = useUnassured()
  if (lacking === undefined) return children
  return (
    <>
      <h1>{t('surer')}</h1>
      <p>{t('surerFor', { function: lacking.name[language] })}</p>
      <SignInAgain label={t('surerGo')} functionId={lacking.id} />
    </>
  )
}

/** The function for which the sign-in is not sure enough. While the keys are locked none is chosen: then one, if it is so for all. */
function useUnassured(): SignedInFunction | undefined {
  const { functions } = useSignedIn().person
  const { chosen } = useActingFunction()
  if (chosen !== undefined)
    return functions.find(({ id, isAssured }) => id === chosen.id && !isAssured)
  return functions.every(({ isAssured }) => !isAssured) ? functions[0] : undefined
}
