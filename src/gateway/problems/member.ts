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
    'Logga in på nytt. Kvarstår felet, kontakta den egna verksamhetens it-stöd.',
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
    'Inget är skickat. Försök igen om en stund. Är det akut, ring mottagarens jour.',
    'The agency’s identity provider does not answer',
    'Nothing was sent. Try again shortly. If it is urgent, phone the receiver’s on-call staff.',
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
    'Underskriften är någon annans',
    'Inget är skickat. Skriv under själv, eller låt den som har skrivit under skicka.',
    'The signature is somebody else’s',
    'Nothing was sent. Sign it yourself, or let the person who signed send it.',
  ),
  'token-of-another-member': problem(
    403,
    'Inloggningen är en annan persons än underskriften',
    'Den som har skrivit under behöver själv vara inloggad. Logga in på nytt, eller skriv under själv.',
    'The sign-in is another person’s than the signature',
    'The person who signed must be signed in. Sign in again, or sign it yourself.',
  ),
  'roster-missing': problem(
    403,
    'Verksamheten har ingen behörighetslista',
    'Be verksamhetens behörighetsansvariga publicera en.',
    'The agency has no roster',
    'Ask the agency’s custodians to publish one.',
  ),
  'countersigner-is-author': problem(
    403,
    'Den som har skrivit utlämnandet kan inte själv ge medunderskriften',
    'Be en annan beslutsfattare i verksamheten.',
    'The author of a disclosure cannot countersign it',
    'Ask another decision-maker of your agency.',
  ),
  'countersignature-expired': problem(
    403,
    'Medunderskriften har gått ut',
    'Skriv under på nytt. En medunderskrift gäller i högst 24 timmar.',
    'The countersignature has expired',
    'Sign again. A countersignature holds for at most 24 hours.',
  ),
  'decision-changed': problem(
    409,
    'Beslutet har ändrats sedan du läste det',
    'Reglerna eller omständigheterna är nya. Läs det nya beslutet och skriv under på nytt.',
    'The decision has changed since you read it',
    'Rules or circumstances are new. Read the new decision and sign again.',
  ),
  'receipt-mismatch': problem(
    409,
    'Kvittensen gäller något annat',
    'Hämta meddelandet på nytt och kvittera igen.',
    'The receipt is about something else',
    'Fetch the message again and sign a new receipt.',
  ),
} as const
