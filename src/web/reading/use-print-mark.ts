import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { useSignedIn } from '../sign-in/signed-in-person.ts'
import { useLanguage } from '../use-language.ts'
import { sayClock, sayWholeDay } from '../words/moments.ts'

/**
 * Marks each sheet of a print-out with the case, that it may be secret, who printed it and when, and which sheet of how many it is
 * (practice.md §3.2 no. 36); whichever way the browser is told to print.
 */
export function usePrintMark(reference: string): void {
  const { t } = useTranslation('reading')
  const { person } = useSignedIn()
  const language = useLanguage()
  const who = person.name ?? person.sub
  useEffect(() => {
    const sheet = new CSSStyleSheet()
    document.adoptedStyleSheets.push(sheet)
    const mark = () => {
      const at = Date.now()
      const when = `${sayWholeDay(at, language)} ${sayClock(at, language)}`
      const [page, pages] = ['" counter(page) "', '" counter(pages) "']
      sheet.replaceSync(
        marginRules({
          'top-left': quoted(`${t('secrecyStamp')} · ${reference}`),
          'bottom-left': quoted(t('printedBy', { who, when })),
          'bottom-right': `"${t('sheetOf', { page, pages })}"`,
        }),
      )
    }
    addEventListener('beforeprint', mark)
    return () => {
      removeEventListener('beforeprint', mark)
      document.adoptedStyleSheets = document.adoptedStyleSheets.filter((one) => one !== sheet)
    }
  }, [t, who, reference, language])
}

/** CSS Paged Media: what stands in the margin of every sheet. */
function marginRules(boxes: Readonly<Record<string, string>>): string {
  const rules = Object.entries(boxes).map(
    ([box, content]) => `@${box} { content: ${content}; font: 9pt sans-serif; white-space: pre; }`,
  )
  return `@page { margin: 2cm; ${rules.join(' ')} }`
}

/** A CSS string: a name may hold anything. */
function quoted(text: string): string {
  return `"${text.replace(/[\\"\p{Cc}]/gu, (sign) => `\\${sign.codePointAt(0)!.toString(16)} `)}"`
}
