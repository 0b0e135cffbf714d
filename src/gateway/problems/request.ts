import { problem } from './problem.ts'

/** The request as such: its size, form and rate, and the state of the gateway. */
export const REQUEST_PROBLEMS = {
  'body-too-large': problem(
    413,
    'Meddelandet är för stort',
    'Inget är skickat. Dela upp det eller ta bort bilagor, och skicka igen.',
    'The message is too large',
    'Nothing was sent. Split it or remove attachments, and send again.',
  ),
  'content-type-refused': problem(
    415,
    'Fel format på meddelandet',
    'Uppdatera programmet. Kvarstår felet, lämna koden till it-stöd.',
    'The message has the wrong format',
    'Update the program. If it persists, give the code to support.',
  ),
  'request-invalid': problem(
    400,
    'Meddelandet följer inte formatet',
    'Uppdatera programmet. Kvarstår felet, lämna koden till it-stöd.',
    'The message does not follow the format',
    'Update the program. If it persists, give the code to support.',
  ),
  'approver-is-requester': problem(
    403,
    'Samma person kan inte både begära och godkänna',
    'Be en annan granskare eller en beslutsfattare att godkänna.',
    'The same person cannot both ask and approve',
    'Ask another compliance officer or a decision-maker to approve.',
  ),
  'day-not-over': problem(
    409,
    'Perioden är inte slut',
    'Försök igen när den är slut, efter midnatt svensk tid.',
    'The period is not over',
    'Try again when it is over, after midnight Swedish time.',
  ),
  'not-found': problem(
    404,
    'Finns inte, eller så har du inte behörighet',
    'Kontrollera id, referens och vald funktion. Av säkerhetsskäl får ingen veta vilket av de två det är.',
    'Does not exist, or you have no access',
    'Check id, reference and chosen function. For safety nobody is told which of the two it is.',
  ),
  'rate-limited': problem(
    429,
    'För många försök på kort tid',
    'Vänta en minut och försök igen. Är det akut, ring mottagarens jour.',
    'Too many requests in a short time',
    'Wait a minute and try again. If it is urgent, phone the receiver’s on-call staff.',
  ),
  'record-missing': problem(
    500,
    'Något saknas eller är ändrat i loggens uppgifter',
    'Svaret hade blivit ofullständigt, så det lämnas inte. Anmäl det genast till säkerhetsansvarig: uppgifter kan ha tagits bort ur databasen eller ändrats där.',
    'Something that the log keeps is missing or altered',
    'The answer would have been incomplete, so none is given. Report it to security at once: data may have been removed from the database, or altered there.',
  ),
  'queue-full': problem(
    503,
    'Slussen är överbelastad',
    'Inget är skickat. Försök igen om en stund. Är det akut, ring mottagarens jour.',
    'The gateway is overloaded',
    'Nothing was sent. Try again shortly. If it is urgent, phone the receiver’s on-call staff.',
  ),
  'read-only': problem(
    503,
    'Slussen tar inte emot något just nu',
    'Inget är skickat. Försök igen om en stund. Är det akut, ring mottagarens jour.',
    'The gateway does not accept anything right now',
    'Nothing was sent. Try again shortly. If it is urgent, phone the receiver’s on-call staff.',
  ),
  internal: problem(
    500,
    'Ett fel i slussen',
    'Skicka samma meddelande igen: det räknas bara en gång. Kvarstår felet, lämna numret till it-stöd.',
    'An error in the gateway',
    'Send the same message again: it counts only once. If it persists, give the number to support.',
  ),
} as const
