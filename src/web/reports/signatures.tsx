import { useTranslation } from 'react-i18next'
import type { NamedReport } from '../../client/report.ts'
import { Button } from '../parts/button.tsx'
import { Failure } from '../parts/failure.tsx'
import { takeFocus } from '../parts/take-focus.ts'
import { Moment } from '../parts/moment.tsx'
import { useAct } from '../use-act.ts'
import { useLanguage } from '../use-language.ts'
import { useNow } from '../use-now.ts'
import { useWorker } from '../use-worker.ts'
import type { ShownReport } from '../worker/methods/reports.ts'

interface SignaturesProps {
  readonly report: ShownReport
  readonly named: NamedReport
  readonly as: string
  readonly onSigned: () => void
}

/** Who has signed the report, each over the same text, and the own signature. */
export function Signatures({ report, named, as, onSigned }: SignaturesProps) {
  const { t } = useTranslation('reports')
  const worker = useWorker()
  const { digest, isSigned, signatures } = report
  const { run, isBusy, done, failure } = useAct(async () => {
    const approved = { ...named, report: digest, function: as }
    const index = await worker.ask('reports.approve', approved)
    onSigned()
    return index
  })
  return (
    <section>
      <h2>{t('signatures')}</h2>
      <p>{t('signaturesIntro')}</p>
      <Signed signatures={signatures} />
      <p className="soft digest">{t('digest', { digest })}</p>
      {failure && <Failure failure={failure} />}
      {!isSigned && done === undefined && (
        <div className="buttons">
          <Button look="main" isPending={isBusy} onPress={run}>
            {t(isBusy ? 'signing' : 'approve')}
          </Button>
        </div>
      )}
      {done !== undefined && (
        <p role="status" tabIndex={-1} ref={takeFocus}>
          {t('approved', { index: done })}
        </p>
      )}
    </section>
  )
}

function Signed({ signatures }: Pick<ShownReport, 'signatures'>) {
  const { t } = useTranslation('reports')
  const language = useLanguage()
  const now = useNow()
  if (signatures.length === 0) return <p>{t('nobodySigned')}</p>
  return (
    <ul>
      {signatures.map(({ agency, name, signed }) => (
        <li key={agency}>
          <bdi>{name[language]}</bdi>,{' '}
          {signed === null ? t('signerErased') : <Moment at={signed.at} now={now} />}
        </li>
      ))}
    </ul>
  )
}
