import { useTranslation } from 'react-i18next'
import type { ReceiverView } from '../../client/writing/check-sheet.ts'
import { useLanguage } from '../use-language.ts'
import type { Receiver } from '../worker/methods/writing.ts'
import { sayReceiver } from './say-receiver.ts'

interface ViewsProps {
  readonly views: readonly ReceiverView[]
  readonly receivers: readonly Receiver[]
}

/** The message as each receiver will see it: only what is sealed to that function. */
export function Views({ views, receivers }: ViewsProps) {
  const { t } = useTranslation('writing')
  const language = useLanguage()
  if (views.length === 0) return <p className="help">{t('viewEmpty')}</p>
  return views.map(({ receiver, sections }) => (
    <div className="view" key={receiver}>
      <h3>{t('viewFor', { receiver: sayReceiver(receiver, receivers, language) })}</h3>
      {sections.length === 0 && <p className="help">{t('viewEmpty')}</p>}
      {sections.map(({ title, rows }, i) => (
        <section key={i}>
          <h4>{title[language]}</h4>
          <dl>
            {rows.map(({ pointer, label, values }) => (
              <div key={pointer}>
                <dt>{label[language]}</dt>
                <dd>{values.map((value) => value[language]).join(', ')}</dd>
              </div>
            ))}
          </dl>
        </section>
      ))}
    </div>
  ))
}
