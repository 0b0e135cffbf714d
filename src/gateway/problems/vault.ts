import { problem } from './problem.ts'

/** Vaults, and being admitted. */
export const VAULT_PROBLEMS = {
  'custodian-request-invalid': problem(
    403,
    'Begäran är inte undertecknad av er behörighetsansvarige',
    'Kontrollera nyckelmappen, slussens adress och datorns klocka, och försök igen.',
    'The request is not signed by your custodian',
    'Check the key folder, the gateway’s address and the computer’s clock, and try again.',
  ),
  'enrolment-invalid': problem(
    400,
    'Ansökan är inte undertecknad med sin egen nyckel',
    'Ladda om sidan och ansök igen. Kvarstår felet, lämna koden till it-stöd.',
    'The enrolment is not signed by its own key',
    'Reload the page and enrol again. If it persists, give the code to support.',
  ),
  'enrolment-of-another': problem(
    403,
    'Ansökan gäller någon annan',
    'Logga in som dig själv och ansök igen.',
    'The enrolment is somebody else’s',
    'Sign in as yourself and enrol again.',
  ),
  'forget-vaults-invalid': problem(
    403,
    'Begäran är inte undertecknad med din nyckel',
    'Ladda om sidan, lås upp och försök igen. Kontrollera datorns klocka om det inte hjälper.',
    'The request is not signed by your key',
    'Reload the page, unlock and try again. If that does not help, check the computer’s clock.',
  ),
  'vault-changed': problem(
    409,
    'Dina nycklar har ändrats i en annan flik eller på en annan dator',
    'Ladda om sidan, lås upp och gör om det du ville ändra.',
    'Your keys were changed in another tab or on another device',
    'Reload the page, unlock, and do again what you wanted to change.',
  ),
  'vault-changed-often': problem(
    429,
    'Dina nycklar har ändrats för många gånger i dag',
    'Var det inte du som ändrade? Larma säkerhetsansvarig: någon annan kan ha din inloggning. Annars försök igen i morgon.',
    'Your keys were changed too many times today',
    'Was it not you? Alert security: somebody else may have your sign-in. Otherwise try again tomorrow.',
  ),
} as const
