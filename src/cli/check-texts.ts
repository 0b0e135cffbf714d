import type { LocalText } from '../protocol/statements/local-text.ts'

/** What each check of an evidence bundle shows. */
export const CHECK_TEXTS: Readonly<Record<string, LocalText>> = {
  format: { sv: 'filen är hel', en: 'the file is whole' },
  submission: { sv: 'utlämnandet går att läsa', en: 'the disclosure can be read' },
  manifest: {
    sv: 'utlämnandet motsäger inte sig självt',
    en: 'the disclosure does not contradict itself',
  },
  agencies: {
    sv: 'verksamheterna går tillbaka till de betrodda fingeravtrycken',
    en: 'the agencies lead back to the trusted fingerprints',
  },
  log: {
    sv: 'varje händelse finns i loggen under en underskriven kontrollpunkt',
    en: 'every record is in the log under a signed checkpoint',
  },
  witnesses: {
    sv: 'vittnena har medundertecknat loggen',
    en: 'the witnesses have cosigned the log',
  },
  node: { sv: 'noden är den betrodda', en: 'the node is the trusted one' },
  contents: {
    sv: 'delar och nyckelringar är de som avsändaren har skrivit under',
    en: 'parts and keyrings are those that the author signed',
  },
  recorded: { sv: 'utlämnandet finns i loggen', en: 'the disclosure is in the log' },
  author: {
    sv: 'avsändaren var behörig och har skrivit under',
    en: 'the author was entitled, and signed',
  },
  receivers: {
    sv: 'förseglat till mottagarnas egna nycklar',
    en: 'sealed to the receivers’ own keys',
  },
  statements: { sv: 'alla handlingar finns i loggen', en: 'all statements are in the log' },
  agreement: { sv: 'en överenskommelse gällde', en: 'an agreement was in force' },
  decision: {
    sv: 'beslutet följer av det bifogade regelverket',
    en: 'the decision follows from the enclosed rules',
  },
  history: {
    sv: 'medunderskrifter, öppning och kvittenser är äkta och i ordning',
    en: 'countersignatures, opening and receipts are genuine and in order',
  },
}
