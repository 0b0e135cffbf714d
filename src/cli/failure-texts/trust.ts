import type { ClientErrorCode } from '../../client/errors.ts'
import type { FailureText } from '../failure-text.ts'

/** What is told when the gateway, its log or another agency is not what this client knows. */
export const TRUST_FAILURE_TEXTS = {
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
  'export-altered': {
    what: {
      sv: 'Filerna är inte de som togs ut.',
      en: 'The files are not those that were exported.',
    },
    action: {
      sv: 'Använd dem inte. Gör uttaget på nytt, och ta reda på vem som har haft mappen.',
      en: 'Do not use them. Make the export again, and find out who has had the folder.',
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
  'law-not-yet': {
    what: {
      sv: 'Slussen säger att regler gäller som två verksamheter har godkänt för en senare dag.',
      en: 'The gateway says that rules apply which two agencies have approved for a later day.',
    },
    action: {
      sv: 'Se efter att datorns klocka går rätt. Gör den det: skicka ingenting genom slussen, ring mottagaren och larma de regelansvariga.',
      en: 'See that the computer’s clock is right. If it is: send nothing through the gateway, telephone the receiver and alert who keeps the rules.',
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
  'web-not-logged': {
    what: {
      sv: 'Loggen har ingen bevisad post om den här versionen av arbetsytorna.',
      en: 'The log has no proven record of this version of the workspaces.',
    },
    action: {
      sv: 'Använd den inte. Fråga den som driver slussen vilken version den serverar, och sedan när. Larma er säkerhetsansvariga om svaret inte stämmer med loggen.',
      en: 'Do not use it. Ask the gateway’s operator which version it serves, and since when. Alert security if the answer does not agree with the log.',
    },
  },
  'web-served-altered': {
    what: {
      sv: 'En fil som serveras är inte den som listan (bundle.json) säger.',
      en: 'A file that is served is not the one that the list (bundle.json) says.',
    },
    action: {
      sv: 'Arbeta inte där. Larma er säkerhetsansvariga, och servera arbetsytorna själva med ”sluss web” tills det är utrett.',
      en: 'Do not work there. Alert security, and serve the workspaces yourselves with “sluss web” until it is cleared up.',
    },
  },
  'log-not-cosigned': {
    what: {
      sv: 'För få av de vittnen som er nyckelmapp litar på har skrivit under loggen.',
      en: 'Too few of the witnesses that your key folder trusts have signed the log.',
    },
    action: {
      sv: 'Vänta en minut och försök igen. Om det står kvar: ring den som driver slussen, och fråga vittnena vad de har sett. Är det bråttom, ring mottagaren.',
      en: 'Wait a minute and try again. If it remains: telephone the gateway’s operator, and ask the witnesses what they have seen. If it is urgent, telephone the receiver.',
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
  'log-year-ahead': {
    what: {
      sv: 'Loggen visar ett år som inte har börjat.',
      en: 'The log shows a year that has not begun.',
    },
    action: {
      sv: 'Kontrollera datorns klocka. Går den rätt kan loggen ha två historier: larma er granskare och skicka inget.',
      en: 'Check the computer’s clock. If it is right the log may have two histories: alert your compliance officer and send nothing.',
    },
  },
  'log-year-over': {
    what: {
      sv: 'Loggen visar inget från det här året.',
      en: 'The log shows nothing of this year.',
    },
    action: {
      sv: 'Har ingen använt slussen sedan nyår: hämta inkorgen och försök igen. Annars visas ni en gammal logg: larma er granskare.',
      en: 'If nobody has used the gateway since New Year: fetch the inbox and try again. Otherwise you are shown an old log: alert your compliance officer.',
    },
  },
  'log-rolled-back': {
    what: { sv: 'Loggen är kortare än förra gången.', en: 'The log is shorter than last time.' },
    action: {
      sv: 'Sluta använda slussen. Larma er säkerhetsansvariga och spara filen kept.json.',
      en: 'Stop using the gateway. Alert security and keep the file kept.json.',
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
} as const satisfies Partial<Record<ClientErrorCode, FailureText>>
