import { useTranslation } from 'react-i18next'
import type { Reconciled } from '../../client/reconcile-acts.ts'
import { sayAgency, saySide } from '../message-words.ts'
import { useLanguage } from '../use-language.ts'
import { sayWholeDay } from '../words/moments.ts'
import type { CountedDay } from '../worker/methods/reconciling.ts'
import type { Names } from '../worker/names.ts'

/** What a day came to with each other agency. */
export function CountedDays({ counted: { day, counts, names } }: { readonly counted: CountedDay }) {
  const { t } = useTranslation('reconciling')
  const language = useLanguage()
  const named = sayWholeDay(Date.parse(`${day}T12:00:00.000Z`), language)
  if (counts.length === 0) return <p>{t('noOthers')}</p>
  return counts.map((count) => (
    <section key={count.with}>
      <h3>
        <bdi>
          {t('countedWith', { agency: sayAgency(count.with, names, language), day: named })}
        </bdi>
      </h3>
      <Outcome count={count} names={names} />
      {count.pairs.length === 0 ? <p>{t('nothingExchanged')}</p> : <Pairs {...{ count, names }} />}
    </section>
  ))
}

interface CountProps {
  readonly count: Reconciled
  readonly names: Names
}

/** What somebody must do something about first, and then what is in order. */
function Outcome({ count, names }: CountProps) {
  const { t } = useTranslation('reconciling')
  const language = useLanguage()
  const { theirs, index, faults, unbalanced, differences } = count
  const isBad = faults.length > 0 || unbalanced.length > 0 || theirs === 'differs'
  const sides = ({ from, to }: { readonly from: string; readonly to: string }) => ({
    from: saySide(from, names, language),
    to: saySide(to, names, language),
  })
  return (
    <div className={isBad ? 'notice acute' : undefined} role={isBad ? 'alert' : undefined}>
      <p>
        <strong>{t(`theirs.${theirs}`)}</strong> {index !== null && t('countIndex', { index })}
      </p>
      {differences.map((one) => (
        <p key={`${one.from} ${one.to} ${one.what}`}>
          <bdi>
            {t('difference', {
              ...sides(one),
              what: t(`differsIn.${one.what}`),
              ours: one.what === 'digest' ? '–' : (one.ours ?? '–'),
              theirs: one.what === 'digest' ? '–' : (one.theirs ?? '–'),
            })}
          </bdi>
        </p>
      ))}
      {unbalanced.map((pair) => (
        <p key={`${pair.from} ${pair.to}`}>
          <bdi>{t('alarmOf', sides(pair))}</bdi>: {t('unbalanced')}
        </p>
      ))}
      {faults.map((fault) => (
        <p key={`${fault.disclosure} ${fault.to} ${fault.code}`}>
          <bdi>
            {fault.disclosure}, {t('alarmOf', sides(fault))}
          </bdi>
          : {t(`fault.${fault.code}`)}
        </p>
      ))}
    </div>
  )
}

const NUMBERS = ['sent', 'delivered', 'opened', 'unopened', 'recalled', 'synthetic'] as const

function Pairs({ count: { pairs }, names }: CountProps) {
  const { t } = useTranslation('reconciling')
  const language = useLanguage()
  return (
    <table className="checks">
      <caption>{t('pairs')}</caption>
      <thead>
        <tr>
          <th scope="col">{t('pair')}</th>
          {NUMBERS.map((what) => (
            <th key={what} scope="col">
              {t(what)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {pairs.map((pair) => (
          <tr key={`${pair.from} ${pair.to}`}>
            <th scope="row">
              <bdi>
                {t('alarmOf', {
                  from: saySide(pair.from, names, language),
                  to: saySide(pair.to, names, language),
                })}
              </bdi>
            </th>
            {NUMBERS.map((what) => (
              <td key={what} data-name={t(what)}>
                {pair[what]}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}
