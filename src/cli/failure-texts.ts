import type { LocalText } from '../protocol/statements/local-text.ts'

interface FailureText {
  readonly what: LocalText
  readonly action: LocalText
}

/** What each code means and what to do, for codes that the gateway did not explain itself. */
export const FAILURE_TEXTS: Readonly<Record<string, FailureText>> = {
  'acceptance-not-proven': {
    what: {
      sv: 'Tjänstens kvitto går inte att bevisa i loggen.',
      en: 'The gateway’s acceptance is not proven by the log.',
    },
    action: {
      sv: 'Räkna inte med att det är skickat. Ring mottagaren och larma er kontaktperson.',
      en: 'Do not count it as sent. Telephone the receiver and alert your contact.',
    },
  },
  'agency-exists': {
    what: { sv: 'Mappen har redan en verksamhet.', en: 'The folder already has an agency.' },
    action: {
      sv: 'Välj en annan mapp. Nycklar skrivs aldrig över.',
      en: 'Choose another folder. Keys are never overwritten.',
    },
  },
  'agency-not-pinned': {
    what: { sv: 'Verksamheten är inte betrodd här.', en: 'The agency is not trusted here.' },
    action: {
      sv: 'Ring den, jämför fingeravtrycket och kör ”sluss agency trust”.',
      en: 'Telephone it, compare the fingerprint and run “sluss agency trust”.',
    },
  },
  'answer-invalid': {
    what: {
      sv: 'Tjänsten svarade något oväntat.',
      en: 'The gateway answered something unexpected.',
    },
    action: {
      sv: 'Kontrollera adressen i agency.json. Är den rätt: larma er kontaktperson.',
      en: 'Check the address in agency.json. If it is right: alert your contact.',
    },
  },
  'author-unknown': {
    what: {
      sv: 'Avsändaren står inte i sin verksamhets behörighetslista.',
      en: 'The author is not in the agency’s roster.',
    },
    action: {
      sv: 'Lita inte på innehållet. Ring den avsändande verksamheten.',
      en: 'Do not trust the content. Telephone the sending agency.',
    },
  },
  'conflict-of-interest': {
    what: { sv: 'Du har angett jäv.', en: 'You have declared a conflict of interest.' },
    action: {
      sv: 'Öppna inte. Lämna över till en kollega; att säga ifrån är rätt.',
      en: 'Do not open it. Hand it over to a colleague; to say so is right.',
    },
  },
  'credential-unsuitable': {
    what: {
      sv: 'Din behörighet gäller inte för detta i den funktionen.',
      en: 'Your credential does not cover this in that function.',
    },
    action: {
      sv: 'Be verksamhetens behörighetsansvariga om rätt roll.',
      en: 'Ask those who admit members of your agency for the right role.',
    },
  },
  'draft-invalid': {
    what: { sv: 'Underlaget är inte rätt ifyllt.', en: 'The draft is not filled in correctly.' },
    action: {
      sv: 'Rätta platserna ovan. Formatet står i schemas/draft.json.',
      en: 'Correct the places above. The format is in schemas/draft.json.',
    },
  },
  'file-exists': {
    what: { sv: 'Filen finns redan.', en: 'The file already exists.' },
    action: {
      sv: 'Välj ett annat namn; inget skrivs över.',
      en: 'Choose another name; nothing is overwritten.',
    },
  },
  'file-missing': {
    what: { sv: 'Filen finns inte.', en: 'The file does not exist.' },
    action: { sv: 'Kontrollera namn och mapp.', en: 'Check name and folder.' },
  },
  'file-not-private': {
    what: { sv: 'Andra kan läsa filen.', en: 'Others can read the file.' },
    action: {
      sv: 'Ta bort deras rätt: chmod 600. Har andra kunnat läsa den: byt nyckel eller lösenfras.',
      en: 'Take their right away: chmod 600. If others could read it: replace the key or passphrase.',
    },
  },
  'folder-not-agency': {
    what: { sv: 'Här finns ingen nyckelmapp.', en: 'There is no key folder here.' },
    action: {
      sv: 'Ange den med --folder eller SLUSS_FOLDER, eller skapa en med ”sluss agency init”.',
      en: 'Name it with --folder or SLUSS_FOLDER, or create one with “sluss agency init”.',
    },
  },
  'folder-not-private': {
    what: { sv: 'Andra kommer åt mappen.', en: 'Others can enter the folder.' },
    action: { sv: 'Ta bort deras rätt: chmod 700.', en: 'Take their right away: chmod 700.' },
  },
  'folder-of-gateway': {
    what: {
      sv: 'Mappen hör till en gateway. Nycklar får aldrig ligga där.',
      en: 'The folder belongs to a gateway. Keys must never be there.',
    },
    action: { sv: 'Välj en mapp på en annan plats.', en: 'Choose a folder elsewhere.' },
  },
  'function-exists': {
    what: { sv: 'Funktionen finns redan.', en: 'The function already exists.' },
    action: { sv: 'Välj ett annat namn.', en: 'Choose another name.' },
  },
  'function-missing': {
    what: { sv: 'Funktionen finns inte i mappen.', en: 'The function is not in the folder.' },
    action: {
      sv: 'Lägg till den med ”sluss function add”.',
      en: 'Add it with “sluss function add”.',
    },
  },
  'function-unknown': {
    what: { sv: 'Du arbetar inte i den funktionen.', en: 'You do not work in that function.' },
    action: {
      sv: 'Ange en av dina funktioner: ”from” i underlaget eller --function.',
      en: 'Name one of your functions: “from” in the draft, or --function.',
    },
  },
  'gateway-refused': {
    what: { sv: 'Tjänsten sade nej.', en: 'The gateway refused.' },
    action: {
      sv: 'Koden säger varför. Fråga er kontaktperson om den inte räcker.',
      en: 'The code says why. Ask your contact if it is not enough.',
    },
  },
  'gateway-unreachable': {
    what: {
      sv: 'Tjänsten eller inloggningen svarar inte.',
      en: 'The gateway or the login does not answer.',
    },
    action: {
      sv: 'Inget är skickat som du inte har fått kvitto på. Försök igen; är det akut: ring.',
      en: 'Nothing is sent that you have no acceptance for. Try again; if it is urgent: telephone.',
    },
  },
  'guard-hits': {
    what: {
      sv: 'Fri text innehåller personnummer, telefon, adress eller e-post, och någon i ärendet är skyddad.',
      en: 'Free text holds an identity number, phone, address or e-mail, and somebody in the case is protected.',
    },
    action: {
      sv: 'Flytta uppgiften till sitt fält eller ta bort den.',
      en: 'Move it to its field, or remove it.',
    },
  },
  'handover-invalid': {
    what: {
      sv: 'Nyckeln som väntar är inte förseglad till dig, eller inte en som era nyckelförvaltare har signerat.',
      en: 'The key that waits is not sealed to you, or not one that your custodians have signed for.',
    },
    action: {
      sv: 'Ta inte emot den. Be era behörighetsansvariga byta nyckel igen; är det oväntat: larma.',
      en: 'Do not take it in. Ask those who admit members to rotate again; if it is unexpected: alert.',
    },
  },
  'input-invalid': {
    what: {
      sv: 'Filen går inte att läsa som den ska.',
      en: 'The file cannot be read as it should.',
    },
    action: { sv: 'Kontrollera att det är rätt fil.', en: 'Check that it is the right file.' },
  },
  'key-file-invalid': {
    what: {
      sv: 'Nyckelfilen är skadad eller något annat.',
      en: 'The key file is damaged, or something else.',
    },
    action: { sv: 'Återställ den från er säkerhetskopia.', en: 'Restore it from your backup.' },
  },
  'key-file-of-another': {
    what: { sv: 'Nyckelfilen hör till någon annan.', en: 'The key file is another’s.' },
    action: { sv: 'Lägg rätt fil på plats.', en: 'Put the right file in place.' },
  },
  'key-file-open-failed': {
    what: {
      sv: 'Fel lösenfras, eller ändrad nyckelfil.',
      en: 'Wrong passphrase, or an altered key file.',
    },
    action: { sv: 'Skriv lösenfrasen igen.', en: 'Type the passphrase again.' },
  },
  'key-file-too-costly': {
    what: {
      sv: 'Nyckelfilen kräver orimligt mycket minne.',
      en: 'The key file asks for too much memory.',
    },
    action: {
      sv: 'Använd den inte: den är troligen ändrad.',
      en: 'Do not use it: it was probably altered.',
    },
  },
  'key-file-too-weak': {
    what: { sv: 'Nyckelfilen skyddas för svagt.', en: 'The key file is protected too weakly.' },
    action: {
      sv: 'Använd den inte: den är troligen ändrad.',
      en: 'Do not use it: it was probably altered.',
    },
  },
  'keyring-not-ours': {
    what: {
      sv: 'Innehållet är förseglat till en nyckel som du inte har.',
      en: 'The content is sealed to a key that you do not have.',
    },
    action: {
      sv: 'Kör ”sluss member receive-key”. Hjälper det inte: be behörighetsansvariga om funktionens nyckel.',
      en: 'Run “sluss member receive-key”. If that does not help: ask those who admit members for the key.',
    },
  },
  'log-forked': {
    what: {
      sv: 'Loggen har ändrats bakåt: den stämmer inte med det som sparats här.',
      en: 'The log’s history was altered: it disagrees with what was kept here.',
    },
    action: {
      sv: 'Sluta använda tjänsten. Larma säkerhetsansvarig; spara kept.json.',
      en: 'Stop using the gateway. Alert security; keep kept.json.',
    },
  },
  'log-key-wrong': {
    what: {
      sv: 'Loggen är inte signerad med den kända nyckeln.',
      en: 'The log is not signed by the known key.',
    },
    action: {
      sv: 'Sluta använda tjänsten. Larma säkerhetsansvarig.',
      en: 'Stop using the gateway. Alert security.',
    },
  },
  'log-rolled-back': {
    what: { sv: 'Loggen är kortare än förra gången.', en: 'The log is shorter than last time.' },
    action: {
      sv: 'Sluta använda tjänsten. Larma säkerhetsansvarig; spara kept.json.',
      en: 'Stop using the gateway. Alert security; keep kept.json.',
    },
  },
  'member-exists': {
    what: { sv: 'Handläggaren finns redan.', en: 'The member already exists.' },
    action: { sv: 'Välj ett annat kortnamn.', en: 'Choose another short name.' },
  },
  'member-missing': {
    what: { sv: 'Handläggaren finns inte i mappen.', en: 'The member is not in the folder.' },
    action: { sv: 'Ange vem med --as.', en: 'Name whom with --as.' },
  },
  'message-type-unknown': {
    what: { sv: 'Meddelandetypen är okänd.', en: 'The message type is unknown.' },
    action: { sv: 'Rätta ”type” i underlaget.', en: 'Correct “type” in the draft.' },
  },
  'passphrase-missing': {
    what: { sv: 'Ingen lösenfras.', en: 'No passphrase.' },
    action: {
      sv: 'Kör i en terminal, eller ange en privat fil med SLUSS_PASSPHRASE_FILE.',
      en: 'Run in a terminal, or name a private file with SLUSS_PASSPHRASE_FILE.',
    },
  },
  'passphrase-reused': {
    what: {
      sv: 'Två nyckelförvaltare har samma lösenfras.',
      en: 'Two custodians have the same passphrase.',
    },
    action: { sv: 'Var och en måste välja sin egen.', en: 'Each must choose an own one.' },
  },
  'passphrase-too-short': {
    what: {
      sv: 'Lösenfrasen är kortare än 12 tecken.',
      en: 'The passphrase is shorter than 12 characters.',
    },
    action: { sv: 'Välj fyra slumpade ord.', en: 'Choose four random words.' },
  },
  'passphrases-differ': {
    what: { sv: 'Lösenfraserna är olika.', en: 'The passphrases differ.' },
    action: { sv: 'Försök igen.', en: 'Try again.' },
  },
  'policy-denied-here': {
    what: {
      sv: 'Lagen tillåter inte utlämnandet med de svar som finns.',
      en: 'The law does not allow the disclosure with the answers given.',
    },
    action: {
      sv: 'Kör ”sluss dry-run” för skälen och vad som saknas. Inget är skickat.',
      en: 'Run “sluss dry-run” for the reasons and what is missing. Nothing was sent.',
    },
  },
  'policy-refused': {
    what: {
      sv: 'Underlaget nämner något som reglerna inte känner.',
      en: 'The draft names something that the rules do not know.',
    },
    action: {
      sv: 'Rätta regelns eller svarets namn i underlaget.',
      en: 'Correct the name of the rule or fact in the draft.',
    },
  },
  'receiver-unknown': {
    what: {
      sv: 'Mottagaren finns inte eller saknar giltig nyckel.',
      en: 'The receiver does not exist or has no valid key.',
    },
    action: { sv: 'Rätta ”to” i underlaget.', en: 'Correct “to” in the draft.' },
  },
  'roster-expired': {
    what: {
      sv: 'En verksamhets behörighetslista är för gammal.',
      en: 'An agency’s roster is too old.',
    },
    action: {
      sv: 'Be den verksamheten köra ”sluss roster publish”. Är det akut: ring. Ett akut larm går med --acute-despite-stale-roster.',
      en: 'Ask that agency to run “sluss roster publish”. If it is urgent: telephone. An acute alert goes with --acute-despite-stale-roster.',
    },
  },
  'roster-rolled-back': {
    what: {
      sv: 'Tjänsten visar en äldre behörighetslista än den som sparats här.',
      en: 'The gateway shows an older roster than the one kept here.',
    },
    action: { sv: 'Skicka inget. Larma säkerhetsansvarig.', en: 'Send nothing. Alert security.' },
  },
  'setting-missing': {
    what: { sv: 'En inställning saknas.', en: 'A setting is missing.' },
    action: { sv: 'Ange den; se ”sluss --help”.', en: 'Set it; see “sluss --help”.' },
  },
  'token-refused': {
    what: { sv: 'Inloggningen gav ingen biljett.', en: 'The identity provider gave no token.' },
    action: {
      sv: 'Kontrollera klient-id och hemlighet med er IT.',
      en: 'Check client id and secret with your IT.',
    },
  },
  usage: {
    what: { sv: 'Kommandot är inte rätt skrivet.', en: 'The command is not written correctly.' },
    action: { sv: 'Se ”sluss KOMMANDO --help”.', en: 'See “sluss COMMAND --help”.' },
  },
}
