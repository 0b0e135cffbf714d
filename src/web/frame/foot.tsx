import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { LanguageButton } from '../parts/language-button.tsx'
import { chooseTheme, chosenTheme, THEMES } from '../theme.ts'
import type { Theme } from '../theme.ts'

/** Below every screen: how it is shown on this device. */
export function Foot() {
  return (
    <footer className="foot">
      <LanguageButton />
      <ThemeChoice />
    </footer>
  )
}

function ThemeChoice() {
  const { t } = useTranslation('frame')
  const id = useId()
  const [theme, setTheme] = useState(chosenTheme)
  const choose = (chosen: Theme) => {
    chooseTheme(chosen)
    setTheme(chosen)
  }
  return (
    <span className="theme">
      <label htmlFor={id}>{t('theme')}</label>
      <select id={id} value={theme} onChange={({ target }) => choose(target.value as Theme)}>
        {THEMES.map((each) => (
          <option key={each} value={each}>
            {t(`themes.${each}`)}
          </option>
        ))}
      </select>
    </span>
  )
}
