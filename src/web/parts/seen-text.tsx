import { Fragment } from 'react'
import { useTranslation } from 'react-i18next'

/** What shows as nothing, or turns what stands around it: an address may hide behind it, and a number read backwards. */
const UNSEEN = /((?![\n\t])[\p{Cf}\p{Cc}\u2028\u2029\u115F\u1160\u3164\uFFA0])/u

/** Words that somebody else wrote: what cannot be seen in them is shown by its number, and has no effect. */
export function SeenText({ text }: { readonly text: string }) {
  const { t } = useTranslation('forms')
  // With a group, every second piece is what parted the others.
  return text.split(UNSEEN).map((piece, i) =>
    i % 2 === 0 ? (
      <Fragment key={i}>{piece}</Fragment>
    ) : (
      <span key={i} className="unseen" title={t('unseen')}>
        [{nameOf(piece)}]
      </span>
    ),
  )
}

/** `U+202E`. */
function nameOf(character: string): string {
  return `U+${character.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0')}`
}
