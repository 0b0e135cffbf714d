import { memo, useId } from 'react'
import { useTranslation } from 'react-i18next'
import type { WorkHeading } from '../../client/work.ts'
import type { NamedWork } from '../worker/methods/inbox.ts'
import { Button } from '../parts/button.tsx'
import { rowsLook } from '../parts/rows-look.ts'
import { Empty } from './empty.tsx'
import { WorkRow } from './work-row.tsx'

interface WorkSectionProps {
  readonly heading: WorkHeading
  readonly named: NamedWork
  readonly now: number
  /** Somebody wants to see more than there are. */
  readonly onMore: () => void
}

/** One heading with what waits under it, the most urgent first. */
export const WorkSection = memo(function WorkSection({
  heading,
  named,
  now,
  onMore,
}: WorkSectionProps) {
  const { t } = useTranslation('inbox')
  const id = useId()
  const { total, items } = named.work[heading]
  return (
    <section aria-labelledby={id} className="work">
      <h2 id={id}>
        {t(heading)} <span className="count">{total}</span>
      </h2>
      {items.length === 0 &&
        (heading === 'unowned' ? (
          <Empty work={named.work} now={now} />
        ) : (
          <p className="soft">{t('none')}</p>
        ))}
      {items.length > 0 && (
        <ul className={rowsLook(items.length)}>
          {items.map((item) => (
            <WorkRow key={item.id} heading={heading} item={item} names={named.names} now={now} />
          ))}
        </ul>
      )}
      {items.length < total && (
        <>
          <p className="soft">{t('more', { shown: items.length, total })}</p>
          <Button onPress={onMore}>{t('showMore')}</Button>
        </>
      )}
    </section>
  )
})
