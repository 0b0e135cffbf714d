import { problem } from './problem.ts'

/** Drafts, what a member has begun to write, and a function's notes. */
export const DRAFT_PROBLEMS = {
  'draft-changed': problem(
    409,
    'Utkastet har ändrats i en annan flik',
    'Det du har skrivit här finns kvar på skärmen men är inte sparat. Fortsätt i den andra fliken, eller spara det här som ett nytt utkast.',
    'The draft was changed in another tab',
    'What you have written here is still on the screen, but is not saved. Go on in the other tab, or save this as a new draft.',
  ),
  'draft-gone': problem(
    409,
    'Utkastet finns inte längre',
    'Det är skickat, kastat eller äldre än sju dagar. Det du har skrivit här finns kvar på skärmen: spara det som ett nytt utkast om du behöver det.',
    'The draft is no longer there',
    'It was sent, discarded or is older than seven days. What you have written here is still on the screen: save it as a new draft if you need it.',
  ),
  'notes-full': problem(
    409,
    'Ärendet har för många anteckningar',
    'Det du skrev är inte sparat. För över det som ska bevaras till er egen akt, och anteckna där.',
    'The case has too many notes',
    'What you wrote is not saved. Move what must be kept to your own case file, and take notes there.',
  ),
  'drafts-full': problem(
    409,
    'Du har för många utkast',
    'Det du har skrivit finns kvar på skärmen men är inte sparat. Skicka eller kasta ett äldre utkast, så sparas det här.',
    'You have too many drafts',
    'What you have written is still on the screen, but is not saved. Send or discard an older draft, and this one is saved.',
  ),
} as const
