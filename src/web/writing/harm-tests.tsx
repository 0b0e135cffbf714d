import { Label } from 'react-aria-components/Label'
import { TextArea } from 'react-aria-components/TextArea'
import { TextField } from 'react-aria-components/TextField'
import { useTranslation } from 'react-i18next'
import type { HarmQuestion } from '../../client/writing/law-questions.ts'
import type { SheetHarmTest } from '../../client/writing/sheet.ts'
import { CATEGORY_WORDS } from '../../policy/explaining/words.ts'
import { useLanguage } from '../use-language.ts'
import { Choice } from './choice.tsx'
import { sayReceiver } from './say-receiver.ts'
import type { DeskPart } from './shared-props.ts'
import { useAskedBefore } from './use-asked-before.ts'

type Place = Pick<SheetHarmTest, 'person' | 'lock' | 'receiver'>

function keyOf({ person, lock, receiver }: Place): string {
  return `${person} ${lock} ${receiver}`
}

/** The way that needs no ground: the author assesses, lock by lock, whether anybody would be harmed, and says why. */
export function HarmTests({ sheet, checked, receivers, onChange }: DeskPart) {
  const { t } = useTranslation('writing')
  const questions = useAskedBefore(checked.check?.harmQuestions ?? [], keyOf)
  if (questions.length === 0) return null
  const set = (place: Place, answer: Pick<SheetHarmTest, 'holds' | 'motive'>) => {
    const others = sheet.harmTests.filter((one) => keyOf(one) !== keyOf(place))
    const { person, lock, receiver } = place
    onChange({ harmTests: [...others, { person, lock, receiver, ...answer }] })
  }
  return (
    <details>
      <summary>{t('harmTest')}</summary>
      <p className="help">{t('harmTestHelp')}</p>
      {questions.map((question) => (
        <HarmTest
          key={keyOf(question)}
          question={question}
          person={labelOf(checked, question.person)}
          receiver={(language) => sayReceiver(question.receiver, receivers, language)}
          given={sheet.harmTests.find((one) => keyOf(one) === keyOf(question))}
          onChange={(answer) => set(question, answer)}
        />
      ))}
    </details>
  )
}

interface HarmTestProps {
  readonly question: HarmQuestion
  readonly person: { readonly sv: string; readonly en: string }
  readonly receiver: (language: 'sv' | 'en') => string
  readonly given: SheetHarmTest | undefined
  readonly onChange: (answer: Pick<SheetHarmTest, 'holds' | 'motive'>) => void
}

function HarmTest({ question, person, receiver, given, onChange }: HarmTestProps) {
  const { t } = useTranslation('writing')
  const language = useLanguage()
  const { text, categories } = question
  const name = person[language]
  return (
    <div className="question">
      <Choice
        label={`${name.charAt(0).toUpperCase()}${name.slice(1)}: ${text[language]}`}
        help={t('harmTestAbout', {
          categories: categories.map((category) => CATEGORY_WORDS[category][language]).join(', '),
          receiver: receiver(language),
        })}
        value={given === undefined ? null : given.holds ? 'no' : 'yes'}
        answers={[
          { value: 'yes', label: t('yes') },
          { value: 'no', label: t('no') },
        ]}
        onChange={(is) =>
          onChange(is === 'no' ? { holds: true } : { holds: false, motive: given?.motive ?? '' })
        }
      />
      {given?.holds === false && (
        <TextField
          className="field long"
          value={given.motive ?? ''}
          onChange={(motive) => onChange({ holds: false, motive })}
        >
          <Label>{t('harmTestMotive')}</Label>
          <TextArea rows={2} maxLength={4000} />
        </TextField>
      )}
    </div>
  )
}

function labelOf({ check }: DeskPart['checked'], person: string): HarmTestProps['person'] {
  return check?.persons.find((one) => one.person === person)?.label ?? { sv: '', en: '' }
}
