import type { LocalText } from '../protocol/statements/local-text.ts'

/** What each check of an evidence bundle shows. */
export const CHECK_TEXTS: Readonly<Record<string, LocalText>> = {
  format: { sv: 'filen är hel', en: 'the file is whole' },
  submission: { sv: 'det skickade går att läsa', en: 'what was sent can be read' },
  manifest: {
    sv: 'manifestet motsäger inte sig självt',
    en: 'the manifest does not contradict itself',
  },
  agencies: {
    sv: 'verksamheterna går tillbaka till de betrodda fingeravtrycken',
    en: 'the agencies lead back to the trusted fingerprints',
  },
  log: {
    sv: 'varje händelse finns i loggen under en signerad kontrollpunkt',
    en: 'every record is in the log under a signed checkpoint',
  },
  contents: {
    sv: 'delar och nyckelringar är de signerade',
    en: 'parts and keyrings are the signed ones',
  },
  recorded: { sv: 'utlämnandet är loggat', en: 'the disclosure is in the log' },
  author: {
    sv: 'avsändaren var behörig och har signerat',
    en: 'the author was entitled, and signed',
  },
  receivers: {
    sv: 'förseglat till mottagarnas egna nycklar',
    en: 'sealed to the receivers’ own keys',
  },
  statements: { sv: 'alla intyg är loggade', en: 'all statements are in the log' },
  agreement: { sv: 'en överenskommelse gällde', en: 'an agreement was in force' },
  decision: {
    sv: 'beslutet följer av lagen som den bifogas',
    en: 'the decision follows from the law as enclosed',
  },
  history: {
    sv: 'medunderskrifter, öppning och kvittenser är äkta och i ordning',
    en: 'countersignatures, opening and receipts are genuine and in order',
  },
}
