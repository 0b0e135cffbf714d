import { useTranslation } from 'react-i18next'
import type { GroundAnswers } from '../../client/writing/ask-grounds.ts'
import type {
  AskedQuestion,
  DecidingQuestion,
  QuestionList,
} from '../../policy/asking/questions.ts'
import type { Facts } from '../../protocol/statements/facts.ts'
import { SUBJECT_ROLES } from '../../protocol/vocabulary.ts'
import type { SubjectRole } from '../../protocol/vocabulary.ts'
import { useLanguage } from '../use-language.ts'
import { Choice } from './choice.tsx'

interface QuestionsProps {
  readonly list: QuestionList
  readonly answers: GroundAnswers
  readonly onChange: (answers: GroundAnswers) => void
}

/** The questions, most decisive first; those that follow are asked once the first is answered. */
export function GroundQuestions({ list, answers, onChange }: QuestionsProps) {
  return list.questions
    .filter(({ id }) => !id.startsWith('harm-test:'))
    .map((question) =>
      question.id.startsWith('consent:') ? (
        <Consent key={question.id} question={question} answers={answers} onChange={onChange} />
      ) : (
        <div className="question" key={question.id}>
          {[question, ...followUpsOf(question, answers)].map((one) => (
            <Fact key={one.fact} question={one} answers={answers} onChange={onChange} />
          ))}
        </div>
      ),
    )
}

/** A no to the first question rules the way out: nothing more is asked. */
function followUpsOf(
  { fact, followUps }: DecidingQuestion,
  { facts }: GroundAnswers,
): readonly AskedQuestion[] {
  return fact !== null && facts[fact] !== undefined ? followUps : []
}

interface FactProps extends Omit<QuestionsProps, 'list'> {
  readonly question: AskedQuestion
}

/** More answers than these are a list to choose from. */
const FEW = 8

function Fact({ question: { fact, text, answers: coded, isDay }, answers, onChange }: FactProps) {
  const { t } = useTranslation('writing')
  const language = useLanguage()
  if (fact === null) return null
  const value = answers.facts[fact]
  const give = (given: Facts[string]) =>
    onChange({ ...answers, facts: { ...answers.facts, [fact]: given } })
  if (isDay === true)
    return (
      <Day
        label={text[language]}
        value={value === undefined ? '' : String(value)}
        onChange={(day) => {
          const { [fact]: _, ...others } = answers.facts
          if (day === '') onChange({ ...answers, facts: others })
          else give(day)
        }}
      />
    )
  const options =
    coded === undefined
      ? [
          { value: 'true', label: t('yes') },
          { value: 'false', label: t('no') },
        ]
      : Object.entries(coded).map(([code, words]) => ({ value: code, label: words[language] }))
  if (options.length > FEW)
    return (
      <label className="field">
        <span className="label">{text[language]}</span>
        <select
          value={value === undefined ? '' : String(value)}
          onChange={({ target }) => give(target.value)}
        >
          <option value="" disabled>
            {t('chooseOne')}
          </option>
          {options
            .toSorted((a, b) => a.label.localeCompare(b.label, language))
            .map((option) => (
              <option key={option.value} value={option.value}>
                {option.label}
              </option>
            ))}
        </select>
      </label>
    )
  return (
    <Choice
      label={text[language]}
      value={value === undefined ? null : String(value)}
      answers={options}
      onChange={(chosen) => give(coded === undefined ? chosen === 'true' : chosen)}
    />
  )
}

interface ConsentProps extends Omit<QuestionsProps, 'list'> {
  readonly question: DecidingQuestion
}

/** Whether somebody has consented, since when and until when. */
function Consent({ question: { id, text }, answers, onChange }: ConsentProps) {
  const { t } = useTranslation('writing')
  const language = useLanguage()
  const role = SUBJECT_ROLES.find((one) => id === `consent:${one}`)
  if (role === undefined) return null
  const consent = answers.consents[role]
  const give = (next: GroundAnswers['consents'][SubjectRole]) =>
    onChange({ ...answers, consents: { ...answers.consents, [role]: next } })
  return (
    <div className="question">
      <Choice
        label={text[language]}
        value={consent === undefined ? null : consent === null ? 'no' : 'yes'}
        answers={[
          { value: 'yes', label: t('yes') },
          { value: 'no', label: t('no') },
        ]}
        onChange={(is) =>
          give(is === 'yes' ? { givenOn: dayFrom(0), validUntil: dayFrom(180) } : null)
        }
      />
      {consent && (
        <div className="days">
          <Day
            label={t('consentGiven')}
            value={consent.givenOn}
            onChange={(givenOn) => give({ ...consent, givenOn })}
          />
          <Day
            label={t('consentUntil')}
            value={consent.validUntil}
            onChange={(validUntil) => give({ ...consent, validUntil })}
          />
        </div>
      )}
    </div>
  )
}

interface DayProps {
  readonly label: string
  readonly value: string
  readonly onChange: (day: string) => void
}

function Day({ label, value, onChange }: DayProps) {
  return (
    <label className="field">
      <span className="label">{label}</span>
      <input type="date" value={value} onChange={({ target }) => onChange(target.value)} />
    </label>
  )
}

/** The Swedish day some days from today. */
function dayFrom(days: number): string {
  const at = Date.now() + days * 24 * 3_600_000
  return new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Stockholm' }).format(at)
}
