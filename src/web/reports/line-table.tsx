import { useTranslation } from 'react-i18next'
import type { ReportLine } from '../../client/report.ts'
import { useLanguage } from '../use-language.ts'

interface LineTableProps {
  readonly lines: readonly ReportLine[]
  readonly caption: string
}

/** Every count, and under it what it is made of. */
export function LineTable({ lines, caption }: LineTableProps) {
  const { t } = useTranslation('reports')
  const language = useLanguage()
  return (
    <table className="counts">
      <caption className="hidden">{caption}</caption>
      <thead>
        <tr>
          <th scope="col">{t('what')}</th>
          <th scope="col">{t('count')}</th>
        </tr>
      </thead>
      <tbody>
        {lines.map(({ of, part, label, count, percent }) => (
          <tr key={`${of} ${part}`} className={part === null ? 'whole' : 'part'}>
            <th scope="row">
              <bdi>{label[language]}</bdi>
            </th>
            <td>
              {count[language]}
              {percent !== null && ` (${percent} %)`}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
