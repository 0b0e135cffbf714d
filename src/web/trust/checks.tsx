import { useTranslation } from 'react-i18next'
import type { LogFaultCode } from '../../client/log-fault.ts'
import { isRecordForged } from './is-record-forged.ts'
import type { LogTrustReport } from '../worker/methods/trust.ts'

/** Faults of who signed, and of which history is told; all others are of the records of a year. */
const SIGNING: readonly LogFaultCode[] = ['log-key-wrong']
const WITNESSING: readonly LogFaultCode[] = ['log-not-cosigned', 'log-stale']
const HISTORY: readonly LogFaultCode[] = ['log-rolled-back', 'log-forked', 'log-years-broken']

/** Each check as a row: its name, what was compared with what, and the result in a word. */
export function Checks({ report }: { readonly report: LogTrustReport }) {
  const { t } = useTranslation('trust')
  const { faults, kept, key, years, witnesses, record } = report
  const faultOf = (codes: readonly LogFaultCode[]) =>
    faults.find(({ code }) => codes.includes(code))
  const say = (fault: { readonly code: string } | undefined) =>
    fault === undefined ? t('ok') : <span className="wrong">{t('wrong', fault)}</span>
  const sayRecord = () => {
    if ('index' in record) return t('ok')
    const fault = { code: record.fault }
    return isRecordForged(record) ? say(fault) : t('unconfirmed', fault)
  }
  const history = faultOf(HISTORY)
  const rows = [
    { name: t('signature'), compared: t('signatureOf', { key }), result: say(faultOf(SIGNING)) },
    {
      name: t('witnesses'),
      compared:
        witnesses === null
          ? t('witnessesNone')
          : t('witnessesOf', { names: witnesses.join(', ') || '–' }),
      result: witnesses === null ? t('notCompared') : say(faultOf(WITNESSING)),
    },
    {
      name: t('kept'),
      compared: kept === null ? t('keptNone') : t('keptOf', { size: kept }),
      result: kept === null && history === undefined ? t('notCompared') : say(history),
    },
    ...years.map(({ origin, size, verified }) => ({
      name: t('records', { origin }),
      compared: t('recordsOf', { verified, size }),
      result: say(
        faults.find(
          (fault) =>
            fault.origin === origin &&
            !SIGNING.includes(fault.code) &&
            !WITNESSING.includes(fault.code) &&
            !HISTORY.includes(fault.code),
        ),
      ),
    })),
    {
      name: t('record'),
      compared: 'index' in record ? t('recordOf', { index: record.index }) : t('recordNone'),
      result: sayRecord(),
    },
  ]
  return (
    <table className="checks">
      <caption>{t('checks')}</caption>
      <thead>
        <tr>
          <th scope="col">{t('check')}</th>
          <th scope="col">{t('compared')}</th>
          <th scope="col">{t('result')}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ name, compared, result }) => (
          <tr key={name}>
            <th scope="row">
              <bdi>{name}</bdi>
            </th>
            <td>
              <bdi>{compared}</bdi>
            </td>
            <td>
              <strong>{result}</strong>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
