import { problem } from './problem.ts'

/** Who acts: the token, the member behind it, the credential and the function. */
export const MEMBER_PROBLEMS = {
  'token-missing': problem(
    401,
    'Du är inte inloggad',
    'Logga in och försök igen.',
    'You are not signed in',
    'Sign in and try again.',
  ),
  'token-refused': problem(
    401,
    'Inloggningen godtas inte',
    'Logga in på nytt. Kvarstår felet: kontakta den egna verksamhetens it-stöd.',
    'The sign-in is not accepted',
    'Sign in again. If it persists, contact your own agency’s support.',
  ),
  'token-expired': problem(
    401,
    'Inloggningen har gått ut',
    'Logga in på nytt. Inget är skickat.',
    'The sign-in has expired',
    'Sign in again. Nothing was sent.',
  ),
  'issuer-unreachable': problem(
    503,
    'Verksamhetens inloggningstjänst svarar inte',
    'Försök igen om en stund. Är det akut: ring mottagarens jour.',
    'The agency’s identity provider does not answer',
    'Try again shortly. If it is urgent, phone the receiver’s on-call staff.',
  ),
  'member-unknown': problem(
    403,
    'Du är inte upplagd som handläggare',
    'Be verksamhetens behörighetsansvariga lägga upp dig.',
    'You are not registered as a member',
    'Ask your agency’s custodians to register you.',
  ),
  'signature-of-another-member': problem(
    403,
    'Signaturen är någon annans',
    'Du kan bara skicka det som du själv har signerat.',
    'The signature is somebody else’s',
    'You can only send what you have signed yourself.',
  ),
  'token-of-another-member': problem(
    403,
    'Inloggad som någon annan än den som signerat',
    'Logga in som den som har signerat.',
    'Signed in as someone other than the signer',
    'Sign in as the person who signed.',
  ),
  'roster-missing': problem(
    403,
    'Verksamheten har ingen behörighetslista',
    'Be behörighetsansvariga publicera en.',
    'The agency has no roster',
    'Ask your custodians to publish one.',
  ),
  'countersigner-is-author': problem(
    403,
    'Den som skrivit kan inte själv godkänna',
    'Be en annan beslutsfattare i din verksamhet.',
    'The author cannot countersign',
    'Ask another decision-maker of your agency.',
  ),
  'countersignature-expired': problem(
    403,
    'Medunderskriften har gått ut',
    'Underteckna på nytt; den gäller i högst 24 timmar.',
    'The countersignature has expired',
    'Sign again; it holds for at most 24 hours.',
  ),
  'decision-changed': problem(
    409,
    'Bedömningen har ändrats sedan du läste den',
    'Reglerna eller läget är nya. Läs den nya bedömningen och underteckna på nytt.',
    'The decision has changed since you read it',
    'Rules or circumstances are new. Read the new decision and sign again.',
  ),
  'receipt-mismatch': problem(
    409,
    'Kvittensen gäller något annat',
    'Hämta meddelandet igen och kvittera på nytt.',
    'The receipt is about something else',
    'Fetch the message again and sign a new receipt.',
  ),
} as const
