import { words } from './language.ts'

/** What a compliance officer looks at besides the queue. */
export const oversightWords = words({
  sv: {
    back: 'Till granskningens början',
    loading: 'Hämtar …',
    locked: 'Lås upp dina nycklar för att granska.',
    actor: 'handläggare {{actor}}',
    purpose: 'syfte: {{purpose}}',
    inCase: 'ärende {{case}}',
    code: 'kod: {{code}}',
    records_one: '{{count}} händelse',
    records_other: '{{count}} händelser',
    older: 'Visa äldre ({{left}} till)',
    show: 'Visa',
    inquire: 'Begär utredning av handläggaren',
    inquireAbout: 'Begär utredning av handläggaren: {{clock}} {{event}}',

    caseTitle: 'Tidslinje för ett ärende',
    caseOf: 'Tidslinje för ärende {{case}}',
    caseIntro:
      'Allt som er verksamhet har gjort i ärendet, enligt loggen. Inget innehåll och inga namn. Att du tittar loggas.',
    caseEmpty:
      'Er verksamhet har inte gjort något i ett ärende med den referensen. Kontrollera den.',
    caseOther: 'Visa ett annat ärende',
    reference: 'Ärendets referens',
    referenceHelp: 'Åtta tecken, som 7KQ4-XRM2. Det går inte att söka på person.',
    referenceWrong: 'Det är ingen referens. Den har fyra tecken, bindestreck och fyra tecken.',
  },
  en: {
    back: 'To the beginning of review',
    loading: 'Loading …',
    locked: 'Unlock your keys to review.',
    actor: 'member {{actor}}',
    purpose: 'purpose: {{purpose}}',
    inCase: 'case {{case}}',
    code: 'code: {{code}}',
    records_one: '{{count}} record',
    records_other: '{{count}} records',
    older: 'Show older ({{left}} more)',
    show: 'Show',
    inquire: 'Ask for an inquiry into the member',
    inquireAbout: 'Ask for an inquiry into the member: {{clock}} {{event}}',

    caseTitle: 'Timeline of a case',
    caseOf: 'Timeline of case {{case}}',
    caseIntro:
      'All that your agency has done in the case, according to the log. No content and no names. That you look is recorded.',
    caseEmpty: 'Your agency has done nothing in a case with that reference. Check it.',
    caseOther: 'Show another case',
    reference: 'Reference of the case',
    referenceHelp: 'Eight characters, as 7KQ4-XRM2. Nobody can search for a person.',
    referenceWrong: 'That is no reference. It has four characters, a hyphen and four characters.',
  },
})
