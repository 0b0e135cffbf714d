import { OURS, problem } from './problem.ts'

const RULE = problem(
  400,
  'Regeln eller frågan finns inte i regelverket',
  'Pröva på nytt: då hämtas de regler som gäller nu.',
  'The rule or question is not among the rules',
  'Check again: the rules that are in force now are then fetched.',
)

const ANSWER = problem(
  400,
  'Ett svar går inte att bedöma',
  'Gå igenom svaren under de rättsliga grunderna och pröva på nytt.',
  'An answer cannot be judged',
  'Go through the answers under the grounds and check again.',
)

const TOO_LARGE = problem(
  400,
  'För många grunder för ett och samma meddelande',
  'Ta bort de grunder som inte behövs, eller dela upp meddelandet.',
  'Too many grounds for one message',
  'Take away the grounds that are not needed, or split the message.',
)

/** Codes of the policy engine: a request that cannot be judged. One that is judged and refused is `policy-denied`. */
export const POLICY_PROBLEMS = {
  'citation-stale': problem(
    400,
    'Paragrafen som åberopas är upphävd',
    'Åberopa den paragraf som gäller nu i stället.',
    'The section that is invoked has been repealed',
    'Invoke the section that is in force now instead.',
  ),
  'crime-unknown': RULE,
  'date-before-law': ANSWER,
  'decision-invalid': OURS,
  'fact-invalid': ANSWER,
  'fact-misplaced': ANSWER,
  'fact-unknown': RULE,
  'harm-test-repeated': ANSWER,
  'lock-unknown': RULE,
  'pack-invalid': OURS,
  'request-too-large': TOO_LARGE,
  'rule-unknown': RULE,
  'rule-version-unknown': RULE,
  'subject-unknown': ANSWER,
} as const
