import { useTranslation } from 'react-i18next'
import { useLanguage } from '../use-language.ts'
import { useActingFunction } from '../acting-function.tsx'
import type { MissingKey } from '../worker/unlock.ts'

/** Reading keys that the agency lists and that are not here: still to be handed over, or changed by somebody. */
export function MissingKeys({ missing }: { readonly missing: readonly MissingKey[] }) {
  const { t } = useTranslation('keys')
  const language = useLanguage()
  const { functions = [] } = useActingFunction()
  const nameOf = (id: string) => functions.find((each) => each.id === id)?.name[language] ?? id
  return missing.map(({ function: id, wasHeld }) => (
    <p key={id} className={wasHeld ? 'notice acute' : 'notice'} role={wasHeld ? 'alert' : 'note'}>
      {t(wasHeld ? 'changed' : 'missing', { function: nameOf(id) })}
    </p>
  ))
}
