import { referenceKey } from '../compiled-rules.ts'
import type { AskedQuestion, DecidingQuestion, QuestionList } from './questions.ts'
import type { Language } from '../../protocol/statements/local-text.ts'

/** The lines of a question list: each question with what follows it, its citations and how much it settles. */
export function renderQuestions(list: QuestionList, language: Language): string[] {
  const say = (sv: string, en: string): string => (language === 'sv' ? sv : en)
  if (list.undecided === 0)
    return [
      say(
        'Här finns inget att fråga om: antingen gäller ingen sekretess, eller så kan inget svar öppna den.',
        'There is nothing to ask: either no secrecy applies, or no answer can open it.',
      ),
    ]
  const lines = list.questions.flatMap((question, i) => [
    `${i + 1}. ${tell(question, language)}`,
    ...question.followUps.map(
      (next) => `   ${say('Följdfråga', 'Follow-up')}: ${tell(next, language)}`,
    ),
    `   ${say('Avgör i snitt', 'Settles on average')} ${Math.round(question.settles * 100)} % ${say('av det som då är öppet', 'of what is then open')}. ${citations(list, question)}`,
  ])
  return [
    say(
      'Fråga i den här ordningen. Sluta när det är avgjort.',
      'Ask in this order. Stop when it is decided.',
    ),
    '',
    ...lines,
  ]
}

function tell({ text, answers }: AskedQuestion, language: Language): string {
  const words = Object.keys(answers ?? {}).includes('true') ? [] : Object.values(answers ?? {})
  return words.length === 0
    ? text[language]
    : `${text[language]} (${words.map((word) => word[language]).join(' / ')})`
}

function citations({ rules }: QuestionList, question: DecidingQuestion): string {
  const told = question.rules.map(({ rule, version }) => rules[referenceKey(rule, version)]!)
  return told.map(({ citation, link }) => `${citation}, ${link}`).join('; ')
}
