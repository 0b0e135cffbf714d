import { use } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '../parts/button.tsx'
import { useTask } from '../keys/use-task.ts'
import { useWorker } from '../use-worker.ts'
import { goTo } from './go-to.ts'
import { SignedInContext } from './signed-in-person.ts'
import { signInText } from './sign-in-text.ts'

interface SignInAgainProps {
  readonly label: string
  /** The function whose assurance is asked for; undefined for the usual one. */
  readonly functionId?: string | undefined
}

/** Goes to the own agency's sign-in and comes back to this screen. Nothing for who is not signed in. */
export function SignInAgain({ label, functionId }: SignInAgainProps) {
  const { t } = useTranslation('signIn')
  const worker = useWorker()
  const person = use(SignedInContext)?.person
  const { isRunning, failure, run } = useTask()
  if (person === undefined) return null
  const begin = async () => {
    const { agency } = person
    const asked = { agency, to: location.pathname, ...(functionId && { function: functionId }) }
    goTo(await worker.ask('signIn.begin', asked))
  }
  return (
    <>
      {failure && <p role="alert">{signInText(t, failure.code)}</p>}
      <Button look="main" isPending={isRunning} onPress={() => void run(begin)}>
        {label}
      </Button>
    </>
  )
}
