import { words } from './language.ts'

/** What went wrong and the way out, by code. A refusal that the gateway explained brings its own words. */
export const failureWords = words({
  sv: {
    retry: 'Försök igen',
    'gateway-unreachable': {
      title: 'Slussen svarar inte',
      action: 'Det du har skrivit finns kvar. Försök igen om en stund. Brådskar det: ring.',
    },
    'draft-unreadable': {
      title: 'Utkastet går inte att öppna',
      action: 'Börja om på ett nytt. Händer det igen: ring er driftkontakt.',
    },
    locked: {
      title: 'Nycklarna är låsta',
      action: 'Lås upp dem. Det du har skrivit finns kvar.',
    },
    'worker-failed': {
      title: 'Sidan kunde inte starta',
      action: 'Ladda om sidan. Händer det igen: ring er driftkontakt.',
    },
    unexpected: {
      title: 'Något gick fel',
      action: 'Ladda om sidan. Händer det igen: ring er driftkontakt.',
    },
  },
  en: {
    retry: 'Try again',
    'gateway-unreachable': {
      title: 'The gateway does not answer',
      action: 'What you wrote is kept. Try again in a while. If it is urgent: telephone.',
    },
    'draft-unreadable': {
      title: 'The draft cannot be opened',
      action: 'Begin a new one. If it happens again: telephone your operations contact.',
    },
    locked: {
      title: 'The keys are locked',
      action: 'Unlock them. What you wrote is kept.',
    },
    'worker-failed': {
      title: 'The page could not start',
      action: 'Load the page again. If it happens again: telephone your operations contact.',
    },
    unexpected: {
      title: 'Something went wrong',
      action: 'Load the page again. If it happens again: telephone your operations contact.',
    },
  },
})
