import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Work } from '../../client/work.ts'

/** Says to whoever hears the page that something new has come: politely, and at once when it is acute. Each once. */
export function Arrivals({ work }: { readonly work: Work }) {
  const { t } = useTranslation('inbox')
  const known = useRef<ReadonlySet<string>>(undefined)
  const [said, say] = useState<{ readonly polite: string; readonly atOnce: string }>(SILENT)
  useEffect(() => {
    const ids = new Set(work.unowned.items.map(({ id }) => id))
    const before = known.current
    known.current = ids
    // What was there when the page was opened is read, not announced.
    if (before === undefined) return
    const added = work.unowned.items.filter(({ id }) => !before.has(id))
    if (added.length === 0) return
    const isAcute = added.some(({ urgency }) => urgency === 'acute')
    say(isAcute ? { ...SILENT, atOnce: t('newAcute') } : { ...SILENT, polite: t('newMessage') })
  }, [work, t])
  return (
    <>
      <p className="hidden" aria-live="polite">
        {said.polite}
      </p>
      <p className="hidden" aria-live="assertive">
        {said.atOnce}
      </p>
    </>
  )
}

const SILENT = { polite: '', atOnce: '' } as const
