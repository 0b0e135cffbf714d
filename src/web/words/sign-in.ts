import { words } from './language.ts'

/** Signing in and out. */
export const signInWords = words({
  sv: {
    title: 'Logga in',
    which: 'Var arbetar du?',
    how: 'Du loggar in hos din egen verksamhet och kommer sedan tillbaka hit.',
    nowhere: 'Ingen verksamhet har inloggning här än.',
    going: 'Går till inloggningen …',
    asking: 'Ser efter om du är inloggad …',
    keys: 'Mina nycklar',
    out: 'Logga ut',
    everywhere: 'Logga ut överallt',
    soonTitle: 'Du loggas snart ut',
    soon: 'Du loggas ut {{time}}.',
    idleSoon: 'Ingen har gjort något på en stund.',
    overSoon: 'En inloggning gäller i tolv timmar. Spara, och logga in igen.',
    stay: 'Fortsätt vara inloggad',
    'session-idle':
      'Du har loggats ut efter en kvart utan att göra något. Sparade utkast finns kvar.',
    'session-over': 'Inloggningen har gällt i tolv timmar och är slut. Sparade utkast finns kvar.',
    'session-ended': 'Du är utloggad.',
    'session-reused':
      'Inloggningen är avslutad av säkerhetsskäl: den användes från två håll. Var det inte du, så säg till verksamhetens säkerhetsansvariga.',
    'session-revoked': 'Din behörighet är återkallad. Fråga verksamhetens behörighetsansvariga.',
    'sign-in-late': 'Inloggningen tog för lång tid. Börja om: du har fem minuter på dig.',
    'sign-in-not-anew':
      'Du måste visa vem du är på nytt. Logga in igen och legitimera dig. Händer det en gång till: kontakta verksamhetens it-stöd.',
    'sign-in-refused':
      'Inloggningen avbröts eller godtogs inte. Händer det igen: kontakta verksamhetens it-stöd.',
    'sign-in-used': 'Den inloggningen är redan gjord. Börja om.',
    'issuer-unreachable':
      'Verksamhetens inloggning svarar inte. Försök igen om en stund. Brådskar det: ring.',
    'rate-limited': 'För många försök på kort tid. Vänta en minut och försök igen.',
    other: 'Inloggningen gick inte. Försök igen.',
    surer: 'Säkrare inloggning krävs',
    surerFor: '{{function}} kräver att du loggar in säkrare, till exempel med e-legitimation.',
    surerGo: 'Logga in säkrare',
  },
  en: {
    title: 'Sign in',
    which: 'Where do you work?',
    how: 'You sign in at your own agency, and then come back here.',
    nowhere: 'No agency has its sign-in here yet.',
    going: 'Going to the sign-in …',
    asking: 'Looking whether you are signed in …',
    keys: 'My keys',
    out: 'Sign out',
    everywhere: 'Sign out everywhere',
    soonTitle: 'You will soon be signed out',
    soon: 'You will be signed out at {{time}}.',
    idleSoon: 'Nobody has done anything for a while.',
    overSoon: 'A sign-in holds for twelve hours. Save, and sign in again.',
    stay: 'Stay signed in',
    'session-idle':
      'You were signed out after a quarter of an hour without doing anything. Saved drafts are kept.',
    'session-over': 'The sign-in has lasted twelve hours and is over. Saved drafts are kept.',
    'session-ended': 'You are signed out.',
    'session-reused':
      'The sign-in was ended for safety: it was used from two places. If it was not you, tell your agency’s security officer.',
    'session-revoked': 'Your authority is revoked. Ask your agency’s custodians.',
    'sign-in-late': 'Signing in took too long. Start again: you have five minutes.',
    'sign-in-not-anew':
      'You must prove who you are again. Sign in and identify yourself. If it happens once more: contact your agency’s support.',
    'sign-in-refused':
      'The sign-in was cancelled or not accepted. If it happens again: contact your agency’s support.',
    'sign-in-used': 'That sign-in has been done already. Start again.',
    'issuer-unreachable':
      'The agency’s sign-in does not answer. Try again in a while. If it is urgent: telephone.',
    'rate-limited': 'Too many attempts in a short time. Wait a minute and try again.',
    other: 'The sign-in did not succeed. Try again.',
    surer: 'A stronger sign-in is needed',
    surerFor: '{{function}} requires a stronger sign-in, for example with an electronic ID.',
    surerGo: 'Sign in with a stronger method',
  },
})
