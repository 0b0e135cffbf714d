import { useTranslation } from 'react-i18next'
import type { ReportLine } from '../../client/report.ts'
import { useLanguage } from '../use-language.ts'

/** What is drawn, in this order. */
export const PICTURES = ['grounds', 'taken-over', 'sent-to', 'received-from'] as const

const bySize = (a: ReportLine, b: ReportLine) => (b.number ?? -1) - (a.number ?? -1)

interface PictureProps {
  readonly of: (typeof PICTURES)[number]
  readonly lines: readonly ReportLine[]
}

/** Bars beside their numbers: a picture for who looks, a table for who listens. What is not told has a word and no bar. */
export function Picture({ of, lines }: PictureProps) {
  const { t } = useTranslation('reports')
  const language = useLanguage()
  const parts = lines
    .filter((line) => line.of === of && line.part !== null)
    .toSorted(of === 'taken-over' ? () => 0 : bySize)
  const most = Math.max(1, ...parts.map(({ number }) => number ?? 0))
  return (
    <table className="bars">
      <caption>{t(`picture.${of}`)}</caption>
      <thead className="hidden">
        <tr>
          <th scope="col">{t('what')}</th>
          <th scope="col">{t('count')}</th>
        </tr>
      </thead>
      <tbody>
        {parts.map(({ part, label, number, count }) => (
          <tr key={part}>
            <th scope="row">
              <bdi>{label[language]}</bdi>
            </th>
            <td>
              <Bar share={number === null ? null : number / most} />
              <span>{count[language]}</span>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

/** From nothing to the longest. */
function Bar({ share }: { readonly share: number | null }) {
  return (
    <svg className="bar-length" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">
      {share !== null && <rect width={100 * share} height="10" />}
    </svg>
  )
}
