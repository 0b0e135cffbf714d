import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import { lockOthers } from '../lock.ts'
import { Button } from '../parts/button.tsx'
import { useWorker } from '../use-worker.ts'
import { goTo } from './go-to.ts'
import { useSignedIn } from './signed-in-person.ts'

/** Who is signed in, and the way out. */
export function SignedIn() {
  const { t } = useTranslation('signIn')
  const worker = useWorker()
  const { person, look } = useSignedIn()
  const leave = async (everywhere: boolean) => {
    lockOthers()
    try {
      const location = await worker.ask('signIn.end', { everywhere })
      if (location !== null) return goTo(location)
    } finally {
      look()
    }
  }
  return (
    <details className="signed-in">
      <summary>{person.name ?? person.sub}</summary>
      <Link href="/keys">{t('keys')}</Link>
      <Button look="plain" onPress={() => void leave(false)}>
        {t('out')}
      </Button>
      <Button look="plain" onPress={() => void leave(true)}>
        {t('everywhere')}
      </Button>
    </details>
  )
}
