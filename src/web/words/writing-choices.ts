import { words } from './language.ts'

/** What an author chooses from. */
export const CHOICES = words({
  sv: {
    purposes: {
      'prevent-crime': 'Förebygga brott',
      'investigate-crime': 'Utreda brott',
      'child-protection': 'Skydda barn',
      'care-or-support': 'Vård eller stöd',
      'victim-support': 'Stöd till den utsatta',
      'statutory-duty': 'Skyldighet enligt lag',
      technical: 'Teknik',
      other: 'Annat',
    },
    urgencies: { normal: 'Normal', priority: 'Skyndsam', acute: 'Akut' },
    protections: {
      none: 'Inga skyddade uppgifter',
      sekretessmarkering: 'Sekretessmarkering',
      'skyddad-folkbokforing': 'Skyddad folkbokföring',
      fingerade: 'Fingerade personuppgifter',
      'local-threat': 'Hotad, utan beslut om skydd',
      unknown: 'Okänt',
    },
    reasons: {
      'no-ground': 'Det finns ingen rättslig grund',
      'not-needed': 'Mottagaren behöver inte uppgifterna',
      harm: 'Det skulle skada den som uppgifterna gäller',
      'no-consent': 'Den som uppgifterna gäller vill inte',
      otherwise: 'Det löses på annat sätt',
    },
  },
  en: {
    purposes: {
      'prevent-crime': 'Prevent crime',
      'investigate-crime': 'Investigate crime',
      'child-protection': 'Protect children',
      'care-or-support': 'Care or support',
      'victim-support': 'Support for the victim',
      'statutory-duty': 'Duty by law',
      technical: 'Technical',
      other: 'Other',
    },
    urgencies: { normal: 'Normal', priority: 'Urgent', acute: 'Acute' },
    protections: {
      none: 'No protected data',
      sekretessmarkering: 'Confidentiality marking',
      'skyddad-folkbokforing': 'Protected population registration',
      fingerade: 'Assumed identity',
      'local-threat': 'Threatened, no decision on protection',
      unknown: 'Unknown',
    },
    reasons: {
      'no-ground': 'There is no legal ground',
      'not-needed': 'The receiver does not need the data',
      harm: 'It would harm the person whom the data concern',
      'no-consent': 'The person whom the data concern does not want it',
      otherwise: 'It is solved in another way',
    },
  },
})
