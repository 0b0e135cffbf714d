import { problem } from './problem.ts'

/** The request as such: its size, form and rate, and the state of the gateway. */
export const REQUEST_PROBLEMS = {
  'body-too-large': problem(
    413,
    'Meddelandet är för stort',
    'Dela upp underlaget eller ta bort bilagor och försök igen.',
    'The message is too large',
    'Split the material or remove attachments and try again.',
  ),
  'content-type-refused': problem(
    415,
    'Fel format på meddelandet',
    'Uppdatera klienten. Kvarstår felet: lämna koden till it-stöd.',
    'The media type is not accepted here',
    'Update the client. If it persists, give the code to support.',
  ),
  'request-invalid': problem(
    400,
    'Meddelandet följer inte formatet',
    'Uppdatera klienten. Kvarstår felet: lämna koden till it-stöd.',
    'The request does not follow the format',
    'Update the client. If it persists, give the code to support.',
  ),
  'not-found': problem(
    404,
    'Finns inte, eller är inte din',
    'Kontrollera ärendereferensen och vald funktion. Av säkerhetsskäl sägs inte vilket av de två det är.',
    'Does not exist, or is not yours',
    'Check the case reference and the chosen function. For safety we do not say which of the two it is.',
  ),
  'rate-limited': problem(
    429,
    'För många försök på kort tid',
    'Vänta en minut. Är det akut: ring mottagarens jour.',
    'Too many requests in a short time',
    'Wait a minute. If it is urgent, phone the receiver’s on-call staff.',
  ),
  'queue-full': problem(
    503,
    'Systemet är överbelastat',
    'Inget är skickat. Försök igen om en stund. Är det akut: ring mottagarens jour.',
    'The system is overloaded',
    'Nothing was sent. Try again shortly. If it is urgent, phone the receiver’s on-call staff.',
  ),
  'read-only': problem(
    503,
    'Systemet tar inte emot just nu',
    'Inget är skickat. Försök igen om en stund. Är det akut: ring mottagarens jour.',
    'The system does not accept anything right now',
    'Nothing was sent. Try again shortly. If it is urgent, phone the receiver’s on-call staff.',
  ),
  internal: problem(
    500,
    'Ett fel hos oss',
    'Skicka samma meddelande igen: det registreras högst en gång. Kvarstår felet: lämna numret till it-stöd.',
    'An error on our side',
    'Send the same message again: it is recorded at most once. If it persists, give the number to support.',
  ),
} as const
