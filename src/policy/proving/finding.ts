import type { LocalText } from '../../protocol/statements/local-text.ts'

/** What the static checks may find in a policy folder. Each is a fault of whoever wrote the rules, seen without any case. */
export const FINDINGS = {
  'answers-too-many': {
    sv: 'villkoret har för många svar för att prövas',
    en: 'the condition has too many answers to be tried',
  },
  'citation-link-differ': {
    sv: 'länken leder till en annan paragraf än hänvisningen',
    en: 'the link leads to another section than the citation',
  },
  'condition-always-met': {
    sv: 'villkoret är uppfyllt vad man än svarar',
    en: 'the condition is met whatever is answered',
  },
  'condition-never-met': {
    sv: 'villkoret går inte att uppfylla',
    en: 'the condition cannot be met',
  },
  'conditions-contradict': {
    sv: 'villkoren går inte att uppfylla samtidigt',
    en: 'the conditions cannot be met together',
  },
  'example-missing': {
    sv: 'rättsutredningens exempel finns inte i någon tabell',
    en: 'the example of the legal research is in no table',
  },
  'example-unknown': {
    sv: 'raden uppger ett exempel som rättsutredningen inte har',
    en: 'the row names an example that the legal research lacks',
  },
  'fact-unused': {
    sv: 'frågan ställs av ingen regel',
    en: 'no rule asks for the fact',
  },
  'gateway-opens-nothing': {
    sv: 'regeln öppnar ingen sekretess som kan gälla där den är tillämplig',
    en: 'the rule opens no lock that can lie where it applies',
  },
  'lock-never-opened': {
    sv: 'ingen regel öppnar sekretessen, och det är inte angivet att det ska vara så',
    en: 'no rule opens the lock, and it is not declared to be so',
  },
  'lock-opened-in-vain': {
    sv: 'regeln öppnar en sekretess som aldrig gäller där den är tillämplig',
    en: 'the rule opens a lock that never lies where it applies',
  },
  'lock-opened-against-word': {
    sv: 'en regel öppnar sekretessen fast det är angivet att ingen gör det',
    en: 'a rule opens the lock although it is declared that none does',
  },
  'open-question-unused': {
    sv: 'rättsfrågan nämns av ingen regel, och det är inte angivet att det ska vara så',
    en: 'nothing names the open question, and it is not declared to be so',
  },
  'sender-without-lock': {
    sv: 'uppgifterna kan lämnas utan att någon sekretess prövas',
    en: 'the data can pass without any lock',
  },
  'successor-gap': {
    sv: 'efterföljaren börjar inte gälla dagen efter',
    en: 'the successor does not begin on the day after',
  },
  'table-missing': {
    sv: 'regeln har ingen beslutstabell',
    en: 'the rule has no decision table',
  },
  'table-without-rule': {
    sv: 'beslutstabellen hör inte till någon regel',
    en: 'the decision table belongs to no rule',
  },
  'text-blank': {
    sv: 'texten är tom eller har blanksteg i kanten',
    en: 'the text is blank or has space at its edge',
  },
  'text-untranslated': {
    sv: 'texten är densamma på båda språken',
    en: 'the text is the same in both languages',
  },
} as const satisfies Record<string, LocalText>
export type FindingCode = keyof typeof FINDINGS

/** One finding, and where it stands: names and places of the pack. */
export interface Finding {
  readonly code: FindingCode
  /** A rule with its wording, a fact, a crime, a file. */
  readonly subject: string
  /** What in it, if not all. */
  readonly place: string
}
