import type { LocalText } from '../protocol/statements/local-text.ts'

interface FailureText {
  readonly what: LocalText
  readonly action: LocalText
}

/** What each code means and what to do, for codes that the gateway did not explain itself. */
export const FAILURE_TEXTS: Readonly<Record<string, FailureText>> = {
  'acceptance-not-proven': {
    what: {
      sv: 'Slussens besked går inte att bevisa i loggen.',
      en: 'The gateway’s acceptance is not proven by the log.',
    },
    action: {
      sv: 'Räkna inte med att det är skickat. Ring mottagaren och larma it-stöd.',
      en: 'Do not count on it being sent. Telephone the receiver and alert support.',
    },
  },
  'agency-exists': {
    what: { sv: 'I mappen finns redan en verksamhet.', en: 'The folder already has an agency.' },
    action: {
      sv: 'Välj en annan mapp. Nycklar skrivs aldrig över.',
      en: 'Choose another folder. Keys are never overwritten.',
    },
  },
  'agency-not-pinned': {
    what: {
      sv: 'Verksamheten är inte godkänd i er nyckelmapp.',
      en: 'The agency is not trusted in your key folder.',
    },
    action: {
      sv: 'Ring verksamheten, jämför fingeravtrycket och kör ”sluss agency trust”.',
      en: 'Telephone the agency, compare the fingerprint and run “sluss agency trust”.',
    },
  },
  'answer-invalid': {
    what: {
      sv: 'Slussen svarade något oväntat.',
      en: 'The gateway answered something unexpected.',
    },
    action: {
      sv: 'Kontrollera slussens adress i agency.json. Är den rätt, larma it-stöd.',
      en: 'Check the gateway’s address in agency.json. If it is right, alert support.',
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
      sv: 'Öppna inte. Lämna över till en kollega. Det är rätt att säga till.',
      en: 'Do not open it. Hand it over to a colleague. It is right to say so.',
    },
  },
  'credential-unsuitable': {
    what: {
      sv: 'Din behörighet räcker inte till för detta i den funktionen.',
      en: 'Your credential does not cover this in that function.',
    },
    action: {
      sv: 'Be verksamhetens behörighetsansvariga om rätt roll.',
      en: 'Ask your agency’s custodians for the right role.',
    },
  },
  'draft-invalid': {
    what: {
      sv: 'Något i underlaget saknas eller är fel ifyllt.',
      en: 'Something in the draft is missing or filled in wrongly.',
    },
    action: {
      sv: 'Rätta det som räknas upp ovan. Formatet står i schemas/draft.json.',
      en: 'Correct what is listed above. The format is in schemas/draft.json.',
    },
  },
  'file-exists': {
    what: { sv: 'Filen finns redan.', en: 'The file already exists.' },
    action: {
      sv: 'Välj ett annat namn. Inget skrivs över.',
      en: 'Choose another name. Nothing is overwritten.',
    },
  },
  'file-missing': {
    what: { sv: 'Filen finns inte.', en: 'The file does not exist.' },
    action: { sv: 'Kontrollera filens namn och mapp.', en: 'Check the file’s name and folder.' },
  },
  'file-not-private': {
    what: { sv: 'Andra kan läsa filen.', en: 'Others can read the file.' },
    action: {
      sv: 'Ta bort deras rätt med chmod 600. Har andra kunnat läsa den, byt nyckel eller lösenfras.',
      en: 'Take their right away with chmod 600. If others could read it, replace the key or passphrase.',
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
    action: {
      sv: 'Ta bort deras rätt med chmod 700.',
      en: 'Take their right away with chmod 700.',
    },
  },
  'folder-of-gateway': {
    what: {
      sv: 'Mappen hör till slussen. Verksamheters nycklar får aldrig ligga där.',
      en: 'The folder belongs to the gateway. Agencies’ keys must never be there.',
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
  'gateway-not-pinned': {
    what: {
      sv: 'Tjänstens nycklar är inte jämförda.',
      en: 'The gateway’s keys were not compared.',
    },
    action: {
      sv: 'Ring tjänstens förvaltare och kör ”sluss gateway trust”.',
      en: 'Telephone the gateway’s operator and run “sluss gateway trust”.',
    },
  },
  'gateway-refused': {
    what: { sv: 'Slussen sade nej.', en: 'The gateway refused.' },
    action: {
      sv: 'Koden inom hakparentes säger varför. Lämna den till it-stöd om den inte räcker.',
      en: 'The code in brackets says why. Give it to support if it is not enough.',
    },
  },
  'gateway-unreachable': {
    what: {
      sv: 'Slussen eller inloggningstjänsten svarar inte.',
      en: 'The gateway or the identity provider does not answer.',
    },
    action: {
      sv: 'Räkna bara det som skickat som du har fått besked om. Försök igen. Är det akut, ring mottagarens jour.',
      en: 'Count as sent only what was confirmed to you. Try again. If it is urgent, phone the receiver’s on-call staff.',
    },
  },
  'guard-hits': {
    what: {
      sv: 'Fri text innehåller personnummer, telefon, adress eller e-post, och någon i ärendet är skyddad.',
      en: 'Free text holds an identity number, phone, address or e-mail, and somebody in the case is protected.',
    },
    action: {
      sv: 'Flytta uppgiften till det fält som den hör hemma i, eller ta bort den.',
      en: 'Move it to the field where it belongs, or remove it.',
    },
  },
  'handover-invalid': {
    what: {
      sv: 'Nyckeln som väntar är inte förseglad till dig, eller så har era behörighetsansvariga inte skrivit under den.',
      en: 'The key that waits is not sealed to you, or your custodians have not signed for it.',
    },
    action: {
      sv: 'Ta inte emot den. Be era behörighetsansvariga byta nyckel igen. Väntade du ingen ny nyckel, larma er säkerhetsansvariga.',
      en: 'Do not take it in. Ask your custodians to replace the key again. If you expected no new key, alert security.',
    },
  },
  'input-invalid': {
    what: {
      sv: 'Filen går inte att läsa.',
      en: 'The file cannot be read.',
    },
    action: {
      sv: 'Kontrollera att det är rätt fil och att den är hel.',
      en: 'Check that it is the right file and that it is whole.',
    },
  },
  'key-file-invalid': {
    what: {
      sv: 'Nyckelfilen är skadad, eller så är det ingen nyckelfil.',
      en: 'The key file is damaged, or it is no key file.',
    },
    action: { sv: 'Återställ den från er säkerhetskopia.', en: 'Restore it from your backup.' },
  },
  'key-file-of-another': {
    what: { sv: 'Nyckelfilen hör till någon annan.', en: 'The key file is someone else’s.' },
    action: { sv: 'Lägg din egen nyckelfil på plats.', en: 'Put your own key file in place.' },
  },
  'key-file-open-failed': {
    what: {
      sv: 'Lösenfrasen passar inte, eller så är nyckelfilen ändrad.',
      en: 'The passphrase does not fit, or the key file was altered.',
    },
    action: {
      sv: 'Skriv lösenfrasen igen. Hjälper det inte, återställ nyckelfilen från er säkerhetskopia.',
      en: 'Type the passphrase again. If that does not help, restore the key file from your backup.',
    },
  },
  'key-file-too-costly': {
    what: {
      sv: 'Nyckelfilen kräver orimligt mycket minne.',
      en: 'The key file asks for too much memory.',
    },
    action: {
      sv: 'Använd den inte: den är troligen ändrad. Återställ den från er säkerhetskopia.',
      en: 'Do not use it: it was probably altered. Restore it from your backup.',
    },
  },
  'key-file-too-weak': {
    what: { sv: 'Nyckelfilen skyddas för svagt.', en: 'The key file is protected too weakly.' },
    action: {
      sv: 'Använd den inte: den är troligen ändrad. Återställ den från er säkerhetskopia.',
      en: 'Do not use it: it was probably altered. Restore it from your backup.',
    },
  },
  'keyring-not-ours': {
    what: {
      sv: 'Innehållet är förseglat till en nyckel som du inte har.',
      en: 'The content is sealed to a key that you do not have.',
    },
    action: {
      sv: 'Kör ”sluss member receive-key”. Hjälper det inte, be era behörighetsansvariga om funktionens nyckel.',
      en: 'Run “sluss member receive-key”. If that does not help, ask your custodians for the function’s key.',
    },
  },
  'log-forked': {
    what: {
      sv: 'Loggen har ändrats i efterhand: den stämmer inte med det som har sparats här.',
      en: 'The log’s history was altered: it disagrees with what was kept here.',
    },
    action: {
      sv: 'Sluta använda slussen. Larma er säkerhetsansvariga och spara filen kept.json.',
      en: 'Stop using the gateway. Alert security and keep the file kept.json.',
    },
  },
  'log-key-wrong': {
    what: {
      sv: 'Loggen är inte underskriven med den kända nyckeln.',
      en: 'The log is not signed by the known key.',
    },
    action: {
      sv: 'Sluta använda slussen. Larma er säkerhetsansvariga.',
      en: 'Stop using the gateway. Alert security.',
    },
  },
  'log-rolled-back': {
    what: { sv: 'Loggen är kortare än förra gången.', en: 'The log is shorter than last time.' },
    action: {
      sv: 'Sluta använda slussen. Larma er säkerhetsansvariga och spara filen kept.json.',
      en: 'Stop using the gateway. Alert security and keep the file kept.json.',
    },
  },
  'member-exists': {
    what: { sv: 'Handläggaren finns redan.', en: 'The member already exists.' },
    action: { sv: 'Välj ett annat kortnamn.', en: 'Choose another short name.' },
  },
  'member-missing': {
    what: { sv: 'Handläggaren finns inte i mappen.', en: 'The member is not in the folder.' },
    action: { sv: 'Ange vem du är med --as.', en: 'Say who you are with --as.' },
  },
  'message-type-unknown': {
    what: { sv: 'Meddelandetypen är okänd.', en: 'The message type is unknown.' },
    action: {
      sv: 'Rätta ”type” i underlaget till en av de meddelandetyper som finns.',
      en: 'Correct “type” in the draft to one of the message types that exist.',
    },
  },
  'node-key-wrong': {
    what: {
      sv: 'Tjänsten har en annan nyckel än den ni litar på.',
      en: 'The gateway has another key than the one that you trust.',
    },
    action: {
      sv: 'Lita inte på den. Larma säkerhetsansvarig. Är bytet riktigt: ta bort ”node” och ”log” ur agency.json och kör ”sluss gateway trust”.',
      en: 'Do not trust it. Alert security. If the change is right: take “node” and “log” out of agency.json and run “sluss gateway trust”.',
    },
  },
  'not-confirmed': {
    what: { sv: 'Nycklarna är inte bekräftade.', en: 'The keys were not confirmed.' },
    action: {
      sv: 'Jämför dem i telefon. Kör sedan i en terminal, eller med --yes.',
      en: 'Compare them by telephone. Then run in a terminal, or with --yes.',
    },
  },
  'passphrase-missing': {
    what: { sv: 'Lösenfras saknas.', en: 'The passphrase is missing.' },
    action: {
      sv: 'Kör i en terminal, eller ange en privat fil med SLUSS_PASSPHRASE_FILE.',
      en: 'Run in a terminal, or name a private file with SLUSS_PASSPHRASE_FILE.',
    },
  },
  'passphrase-reused': {
    what: {
      sv: 'Två behörighetsansvariga har samma lösenfras.',
      en: 'Two custodians have the same passphrase.',
    },
    action: { sv: 'Var och en behöver välja en egen.', en: 'Each needs to choose their own.' },
  },
  'passphrase-too-short': {
    what: {
      sv: 'Lösenfrasen är kortare än 12 tecken.',
      en: 'The passphrase is shorter than 12 characters.',
    },
    action: {
      sv: 'Välj en längre, till exempel fyra slumpade ord.',
      en: 'Choose a longer one, for example four random words.',
    },
  },
  'passphrases-differ': {
    what: { sv: 'De två lösenfraserna är olika.', en: 'The two passphrases differ.' },
    action: {
      sv: 'Kör kommandot igen och skriv samma lösenfras båda gångerna.',
      en: 'Run the command again and type the same passphrase both times.',
    },
  },
  'policy-denied-here': {
    what: {
      sv: 'Lagen tillåter inte utlämnandet med de svar som finns.',
      en: 'The law does not allow the disclosure with the answers given.',
    },
    action: {
      sv: 'Inget är skickat. Kör ”sluss dry-run” för att se skälen och vad som saknas.',
      en: 'Nothing was sent. Run “sluss dry-run” to see the reasons and what is missing.',
    },
  },
  'policy-refused': {
    what: {
      sv: 'Underlaget nämner en regel eller en fråga som inte finns i regelverket.',
      en: 'The draft names a rule or a question that is not among the rules.',
    },
    action: {
      sv: 'Rätta namnet på regeln eller frågan i underlaget.',
      en: 'Correct the name of the rule or the question in the draft.',
    },
  },
  'receiver-unknown': {
    what: {
      sv: 'Mottagaren finns inte, eller saknar en nyckel som gäller.',
      en: 'The receiver does not exist, or has no valid key.',
    },
    action: {
      sv: 'Rätta ”to” i underlaget, eller ring mottagaren.',
      en: 'Correct “to” in the draft, or phone the receiver.',
    },
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
      sv: 'Slussen visar en äldre behörighetslista än den som har sparats här.',
      en: 'The gateway shows an older roster than the one kept here.',
    },
    action: {
      sv: 'Skicka inget. Larma er säkerhetsansvariga.',
      en: 'Send nothing. Alert security.',
    },
  },
  'setting-missing': {
    what: { sv: 'En inställning saknas.', en: 'A setting is missing.' },
    action: { sv: 'Ange den. Se ”sluss --help”.', en: 'Set it. See “sluss --help”.' },
  },
  'token-refused': {
    what: {
      sv: 'Inloggningstjänsten gav inget inloggningsbevis.',
      en: 'The identity provider gave no token.',
    },
    action: {
      sv: 'Kontrollera klient-id och hemlighet tillsammans med it-stöd.',
      en: 'Check client id and secret with support.',
    },
  },
  usage: {
    what: { sv: 'Kommandot går inte att tolka.', en: 'The command cannot be understood.' },
    action: { sv: 'Se ”sluss KOMMANDO --help”.', en: 'See “sluss COMMAND --help”.' },
  },
}
