import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import type { SentSheet } from '../../client/writing/send-sheet.ts'

/** It is sent: said only once the log has proven it. Delivered, opened and taken over are seen in the case. */
export function Sent({ sent }: { readonly sent: SentSheet }) {
  const { t } = useTranslation('writing')
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => heading.current?.focus(), [])
  const isHeld = sent.state === 'held'
  return (
    <>
      <h1 ref={heading} tabIndex={-1}>
        {isHeld ? t('heldTitle') : t('sentTitle')}
      </h1>
      {isHeld && <p>{t('heldLine', { case: sent.case })}</p>}
      <p>{t('sentLine', { case: sent.case, index: sent.index })}</p>
      <p>
        <Link href={`/case/${sent.case}`}>{t('toCase')}</Link>
      </p>
    </>
  )
}
