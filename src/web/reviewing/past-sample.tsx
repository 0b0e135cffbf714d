import { useTranslation } from 'react-i18next'
import type { PastSample, SampleCheck } from '../../client/sample-check.ts'
import { sayMonth } from '../openings/month.ts'
import { Button } from '../parts/button.tsx'
import { Failure } from '../parts/failure.tsx'
import { useLanguage } from '../use-language.ts'
import { useNow } from '../use-now.ts'
import { useWorker } from '../use-worker.ts'
import { sayMoment } from '../words/moments.ts'
import { useAct } from '../use-act.ts'

/** A sample as it was signed, and the way to draw it again. */
export function PastSampleItem({ sample }: { readonly sample: PastSample }) {
  const { t } = useTranslation('oversight')
  const language = useLanguage()
  const now = useNow()
  const worker = useWorker()
  const { digest, month, by, announcedAt, commitment, draw } = sample
  const { run, isBusy, done, failure } = useAct(() =>
    worker.ask('samples.check', { announced: digest }),
  )
  const moment = sayMoment(Date.parse(announcedAt), now, language)
  return (
    <li>
      <h3>{sayMonth(month, language)}</h3>
      <p>
        <bdi>{t('sampleBy', { name: by, moment })}</bdi>
      </p>
      <dl className="rows">
        <Fact name={t('samplePromise')} value={commitment} />
        {draw !== null && <Fact name={t('sampleSeed')} value={draw.seed} />}
        {draw !== null && <Fact name={t('sampleCount')} value={String(draw.drawn)} />}
      </dl>
      {draw === null && <p>{t('sampleUndrawn')}</p>}
      {failure && <Failure failure={failure} onRetry={run} />}
      {done && <Check check={done} />}
      {draw !== null && done === undefined && (
        <div className="buttons">
          <Button isPending={isBusy} onPress={run}>
            {t('sampleCheck')}
          </Button>
        </div>
      )}
    </li>
  )
}

function Fact({ name, value }: { readonly name: string; readonly value: string }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>
        <bdi>{value}</bdi>
      </dd>
    </div>
  )
}

/** Each comparison as a row, with its result in a word. */
function Check({ check }: { readonly check: SampleCheck }) {
  const { t } = useTranslation('oversight')
  const { isSeedPromised, isPopulationSame, isRootSigned, isDrawSame } = check
  const { population, drawn, size } = check
  const isGood = isSeedPromised && isPopulationSame && isRootSigned && isDrawSame
  const rows = [
    { name: t('checkSeed'), compared: t('checkSeedOf'), holds: isSeedPromised },
    {
      name: t('checkOpenings'),
      compared: t('checkOpeningsOf', { count: population }),
      holds: isPopulationSame,
    },
    {
      name: t('checkRoot'),
      compared: size === null ? t('checkRootNot') : t('checkRootOf', { size }),
      holds: isRootSigned,
    },
    { name: t('checkDraw'), compared: t('checkDrawOf', { count: drawn }), holds: isDrawSame },
  ]
  return (
    <>
      <p className={isGood ? undefined : 'notice acute'} role={isGood ? 'status' : 'alert'}>
        <strong>{t(isGood ? 'checkGood' : 'checkBad')}</strong>
      </p>
      <table className="checks">
        <caption>{t('checkTitle')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('checkName')}</th>
            <th scope="col">{t('checkCompared')}</th>
            <th scope="col">{t('checkResult')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ name, compared, holds }) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              <td>{compared}</td>
              <td>
                <strong>{t(holds ? 'checkHolds' : 'checkFails')}</strong>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  )
}
