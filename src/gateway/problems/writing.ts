import { problem } from './problem.ts'

const CUSTODY = problem(
  409,
  'Verksamhetens handling passar inte ihop med de tidigare',
  'Behörighetsansvariga: hämta verksamhetens senaste handlingar, jämför och gör om.',
  'The agency’s statement does not fit those before it',
  'Custodians: fetch the agency’s latest statements, compare, and make it anew.',
)

const STOPPED = problem(
  503,
  'Systemet tar inte emot just nu',
  'Inget är registrerat. Försök igen om en stund. Är det akut: ring mottagarens jour.',
  'The system does not accept anything right now',
  'Nothing was recorded. Try again shortly. If it is urgent, phone the receiver’s on-call staff.',
)

const OURS = problem(
  500,
  'Ett fel hos oss',
  'Inget är registrerat. Lämna numret till it-stöd.',
  'An error on our side',
  'Nothing was recorded. Give the number to support.',
)

/** Codes of the log and the database: what had changed when it was to be written, and what stops writing altogether. */
export const WRITING_PROBLEMS = {
  'application-role-refused': OURS,
  'database-too-old': OURS,
  'database-unreachable': STOPPED,
  'embedded-database-unavailable': OURS,
  'folder-unreachable': OURS,
  'migration-changed': OURS,
  'migration-missing': OURS,
  'migration-newer': OURS,
  'agreement-not-in-force': problem(
    403,
    'Ingen gällande överenskommelse',
    'Överenskommelsen mellan verksamheterna gäller inte längre. Kontakta din ledning.',
    'No agreement is in force',
    'The agreement between the agencies no longer holds. Contact your management.',
  ),
  'already-decided': problem(
    409,
    'Redan avgjort',
    'En annan beslutsfattare hann före. Läs vad som beslutades.',
    'Already decided',
    'Another decision-maker was first. Read what was decided.',
  ),
  'already-recorded': problem(
    409,
    'Redan registrerat',
    'Inget mer behöver göras.',
    'Already recorded',
    'Nothing more needs to be done.',
  ),
  'already-taken': problem(
    409,
    'En kollega har redan tagit över',
    'Se vem som har ansvaret och samordna med den personen.',
    'A colleague has already taken it over',
    'See who is responsible and coordinate with that person.',
  ),
  'answer-unknown': problem(
    409,
    'Svaret som kvittensen hänvisar till finns inte',
    'Skicka svaret först och kvittera sedan.',
    'The answer that the receipt names does not exist',
    'Send the answer first, then the receipt.',
  ),
  'case-exists': problem(
    409,
    'Ärendereferensen är upptagen',
    'Skapa en ny referens och signera på nytt.',
    'The case reference is in use',
    'Make a new reference and sign again.',
  ),
  'case-unknown': problem(
    409,
    'Ärendet är inte känt för din verksamhet',
    'Kontrollera ärendereferensen.',
    'The case is not known to your agency',
    'Check the case reference.',
  ),
  'id-conflict': problem(
    409,
    'Meddelandets nummer är redan använt för något annat',
    'Inget har ändrats. Skapa meddelandet på nytt.',
    'The id has been used for something else',
    'Nothing has changed. Make the message anew.',
  ),
  'id-spent': problem(
    409,
    'Redan besvarat',
    'Hämta det tidigare svaret.',
    'Already answered',
    'Fetch the earlier answer.',
  ),
  'key-in-use': CUSTODY,
  'not-opened': problem(
    409,
    'Du har inte öppnat meddelandet',
    'Bevisfilen innehåller det förseglade innehållet. Öppna meddelandet först, så att det framgår att du har gjort det.',
    'You have not opened the message',
    'The evidence holds the sealed content. Open the message first, so that it shows that you did.',
  ),
  'not-held': problem(
    409,
    'Väntar inte på beslut',
    'Hämta listan på nytt.',
    'It is not held',
    'Fetch the list again.',
  ),
  'root-not-next': CUSTODY,
  'root-unknown': CUSTODY,
  'roster-not-next': CUSTODY,
  'log-fork': STOPPED,
  'log-invalid': STOPPED,
  'log-stopped': STOPPED,
  'outcome-unknown': problem(
    503,
    'Oklart om det registrerades',
    'Skicka exakt samma meddelande igen: det registreras högst en gång.',
    'It is unclear whether it was recorded',
    'Send exactly the same message again: it is recorded at most once.',
  ),
  'write-refused': OURS,
} as const
