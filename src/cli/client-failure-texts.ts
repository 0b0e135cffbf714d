import type { ClientErrorCode } from '../client/errors.ts'
import type { FailureText } from './failure-text.ts'

/** What is told of each code of the client, and of a refusal that the gateway did not explain itself. */
export const CLIENT_FAILURE_TEXTS: Readonly<Record<ClientErrorCode, FailureText>> = {
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
  'agreement-missing': {
    what: {
      sv: 'Ingen överenskommelse täckte utlämnandet.',
      en: 'No agreement covered the disclosure.',
    },
    action: {
      sv: 'Fråga den avsändande verksamheten med vilket stöd det skickades.',
      en: 'Ask the sending agency on what footing it was sent.',
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
  'countersignature-missing': {
    what: {
      sv: 'Den andra personens underskrift saknas.',
      en: 'The second person’s signature is missing.',
    },
    action: {
      sv: 'Räkna det inte som beslutat. Ring den avsändande verksamheten.',
      en: 'Do not count it as decided. Telephone the sending agency.',
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
  'decision-mismatch': {
    what: {
      sv: 'Innehållet stämmer inte med beslutet om det.',
      en: 'The content does not agree with the decision on it.',
    },
    action: {
      sv: 'Godkänn det inte. Anmäl det till it-stöd.',
      en: 'Do not approve it. Report it to support.',
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
  'function-unknown': {
    what: { sv: 'Du arbetar inte i den funktionen.', en: 'You do not work in that function.' },
    action: {
      sv: 'Ange en av dina funktioner: ”from” i underlaget eller --function.',
      en: 'Name one of your functions: “from” in the draft, or --function.',
    },
  },
  'gateway-not-pinned': {
    what: {
      sv: 'Slussens nycklar är inte jämförda.',
      en: 'The gateway’s keys have not been compared.',
    },
    action: {
      sv: 'Kör ”sluss gateway trust” och jämför nycklarna i telefon med den som driver slussen.',
      en: 'Run “sluss gateway trust” and compare the keys by telephone with the gateway’s operator.',
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
  'history-out-of-order': {
    what: { sv: 'Händelserna kommer i fel ordning.', en: 'The acts are out of order.' },
    action: {
      sv: 'Lita inte på underlaget. Anmäl det till it-stöd.',
      en: 'Do not trust what was read. Report it to support.',
    },
  },
  'kept-invalid': {
    what: { sv: 'kept.json går inte att läsa.', en: 'kept.json cannot be read.' },
    action: {
      sv: 'Återställ den från er säkerhetskopia: utan den märks det inte om loggen har ändrats bakåt.',
      en: 'Restore it from your backup: without it nobody notices that the log was rewritten.',
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
  'law-not-approved': {
    what: {
      sv: 'Slussen säger att ett nytt regelverk gäller, men det saknar giltiga godkännanden från två verksamheter.',
      en: 'The gateway says that new rules apply, but they lack valid approvals by two agencies.',
    },
    action: {
      sv: 'Skicka ingenting genom slussen. Ring mottagaren. Fråga de regelansvariga; finns godkännandena, behöver ni först jämföra och lita på de verksamheter som gav dem (”sluss agency trust”).',
      en: 'Send nothing through the gateway. Telephone the receiver. Ask who keeps the rules; if the approvals exist, first compare and trust the agencies that gave them (“sluss agency trust”).',
    },
  },
  'law-older': {
    what: {
      sv: 'Slussen säger att ett äldre regelverk gäller än det som redan har använts här.',
      en: 'The gateway says that older rules apply than those already used here.',
    },
    action: {
      sv: 'Skicka ingenting genom slussen. Ring mottagaren. Larma de regelansvariga och er säkerhetsansvariga.',
      en: 'Send nothing through the gateway. Telephone the receiver. Alert who keeps the rules, and security.',
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
  'log-origin-wrong': {
    what: {
      sv: 'Kontrollpunkten är av en annan logg än den som har jämförts.',
      en: 'The checkpoint is of another log than the one that was compared.',
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
  'message-type-unknown': {
    what: { sv: 'Meddelandetypen är okänd.', en: 'The message type is unknown.' },
    action: {
      sv: 'Rätta ”type” i underlaget till en av de meddelandetyper som finns.',
      en: 'Correct “type” in the draft to one of the message types that exist.',
    },
  },
  'node-key-wrong': {
    what: {
      sv: 'Slussen har en annan nyckel än den som ni har jämfört.',
      en: 'The gateway has another key than the one that you compared.',
    },
    action: {
      sv: 'Lita inte på den. Larma er säkerhetsansvariga. Är bytet bekräftat i telefon, ta bort ”node” och ”log” ur agency.json och kör ”sluss gateway trust”.',
      en: 'Do not trust it. Alert security. If the change is confirmed by telephone, take “node” and “log” out of agency.json and run “sluss gateway trust”.',
    },
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
      sv: 'Be den verksamheten köra ”sluss roster publish”. Är det akut, ring mottagarens jour. Ett akutlarm går att skicka ändå, med --acute-despite-stale-roster.',
      en: 'Ask that agency to run “sluss roster publish”. If it is urgent, phone the receiver’s on-call staff. An acute alert can be sent all the same, with --acute-despite-stale-roster.',
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
}
