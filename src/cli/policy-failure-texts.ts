import type { PolicyErrorCode } from '../policy/errors.ts'
import type { FailureText } from './failure-text.ts'

const UNKNOWN: FailureText = {
  what: {
    sv: 'Underlaget nämner en regel, en fråga eller ett brott som inte finns i regelverket.',
    en: 'The draft names a rule, a question or a crime that is not among the rules.',
  },
  action: {
    sv: 'Rätta namnet i underlaget.',
    en: 'Correct the name in the draft.',
  },
}

const ANSWER: FailureText = {
  what: { sv: 'Ett svar går inte att bedöma.', en: 'An answer cannot be judged.' },
  action: {
    sv: 'Rätta svaret i underlaget: rätt form, och på rätt ställe.',
    en: 'Correct the answer in the draft: in the right form, and in the right place.',
  },
}

/** What is told of a request that cannot be judged; the codes that are not here never come of a request. */
export const POLICY_FAILURE_TEXTS: Readonly<Partial<Record<PolicyErrorCode, FailureText>>> = {
  'citation-stale': {
    what: {
      sv: 'Underlaget anger en paragraf som är upphävd.',
      en: 'The draft invokes a section that has been repealed.',
    },
    action: {
      sv: 'Ange i stället den som gäller nu.',
      en: 'Invoke the one in force now instead.',
    },
  },
  'crime-unknown': UNKNOWN,
  'date-before-law': {
    what: {
      sv: 'En dag i underlaget ligger före den lag som regelverket känner till.',
      en: 'A day in the draft lies before the law that the rules know.',
    },
    action: {
      sv: 'Kontrollera dagen. Är den rätt, fråga er jurist: regelverket kan inte svara.',
      en: 'Check the day. If it is right, ask your lawyer: the rules cannot answer.',
    },
  },
  'fact-invalid': ANSWER,
  'fact-misplaced': ANSWER,
  'fact-unknown': UNKNOWN,
  'harm-test-repeated': ANSWER,
  'lock-unknown': UNKNOWN,
  'receiver-unknown': ANSWER,
  'request-too-large': {
    what: {
      sv: 'För många rättsliga grunder för ett och samma meddelande.',
      en: 'Too many grounds for one message.',
    },
    action: {
      sv: 'Ta bort de grunder som inte behövs, eller dela upp meddelandet.',
      en: 'Take away the grounds that are not needed, or split the message.',
    },
  },
  'rule-unknown': UNKNOWN,
  'rule-version-unknown': UNKNOWN,
  'subject-unknown': ANSWER,
}
