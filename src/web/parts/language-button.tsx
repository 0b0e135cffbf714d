import { useTranslation } from 'react-i18next'
import { chooseLanguage, chosenLanguage } from '../words/index.ts'
import { Button } from './button.tsx'

/** Shows everything in the other language. */
export function LanguageButton() {
  const { t } = useTranslation('frame')
  return (
    <Button
      look="plain"
      onPress={() => void chooseLanguage(chosenLanguage() === 'sv' ? 'en' : 'sv')}
    >
      {t('language')}
    </Button>
  )
}
