import { useState } from 'react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Failure } from '../parts/failure.tsx'
import { ChooseAgency } from './choose-agency.tsx'
import { IdleWarning } from './idle-warning.tsx'
import { takeReturnCode } from './return-code.ts'
import { SignedInContext } from './signed-in-person.ts'
import { useSignIn } from './use-sign-in.ts'

/** Shows what is inside to who has signed in, and to everybody else how to. What the address names comes after that. */
export function Gate({ children }: { readonly children: ReactNode }) {
  const { t } = useTranslation('signIn')
  const { status, failure, look } = useSignIn()
  const [returned] = useState(takeReturnCode)
  if (status === undefined)
    return (
      <main className="content">
        {failure ? (
          <Failure failure={failure} onRetry={look} />
        ) : (
          <p role="status">{t('asking')}</p>
        )}
      </main>
    )
  if (!status.signedIn)
    return <ChooseAgency issuers={status.issuers} reason={returned ?? status.reason} />
  return (
    <SignedInContext value={{ person: status, look }}>
      <IdleWarning />
      {children}
    </SignedInContext>
  )
}
