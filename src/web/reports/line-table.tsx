import { useTranslation } from 'react-i18next'
import type { ReportLine } from '../../client/report.ts'
import { compareLines } from '../../client/report-comparison.ts'
import { useLanguage } from '../use-language.ts'

interface LineTableProps {
  readonly lines: readonly ReportLine[]
  readonly caption: string
  /** An earlier report to read beside it, and what its period is called. */
  readonly earlier?: { readonly lines: readonly ReportLine[]; readonly name: string }
}

/** Every count, and under it what it is made of. */
export function LineTable({ lines, caption, earlier }: LineTableProps) {
  const { t } = useTranslation('reports')
  const language = useLanguage()
  return (
    <table className={earlier ? 'counts compared' : 'counts'}>
      <caption className="hidden">{caption}</caption>
      <thead>
        <tr>
          <th scope="col">{t('what')}</th>
          <th scope="col">{t('count')}</th>
          {earlier && <th scope="col">{earlier.name}</th>}
        </tr>
      </thead>
      <tbody>
        {compareLines(lines, earlier?.lines ?? []).map(
          ({ of, part, label, now, earlier: then }) => (
            <tr key={`${of} ${part}`} className={part === null ? 'whole' : 'part'}>
              <th scope="row">
                <bdi>{label[language]}</bdi>
              </th>
              <Count line={now} />
              {earlier && <Count line={then} />}
            </tr>
          ),
        )}
      </tbody>
    </table>
  )
}

function Count({ line }: { readonly line: ReportLine | null }) {
  const { t } = useTranslation('reports')
  const language = useLanguage()
  if (line === null) return <td>{t('noLine')}</td>
  return (
    <td>
      {line.count[language]}
      {line.percent !== null && ` (${line.percent} %)`}
    </td>
  )
}
