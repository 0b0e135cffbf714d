/**
 * What the acts that rules cite are called. Citations stay as Swedish lawyers write them in every language; whoever reads
 * English is told beside them which act it is.
 *
 * @module
 */
import type { LocalText } from '../../protocol/statements/local-text.ts'

/**
 * The names of acts by their numbers in Svensk författningssamling. The English ones are those of the Government Offices'
 * translations where there is one, otherwise plain descriptions.
 */
const ACTS: Readonly<Record<string, LocalText>> = {
  '1949:381': { sv: 'föräldrabalken', en: 'Children and Parents Code' },
  '1962:700': { sv: 'brottsbalken', en: 'Criminal Code' },
  '1984:387': { sv: 'polislagen', en: 'Police Act' },
  '1947:948': { sv: 'förundersökningskungörelsen', en: 'Ordinance on Preliminary Investigations' },
  '1988:688': { sv: 'lagen om kontaktförbud', en: 'Non-Contact Orders Act' },
  '1988:691': {
    sv: 'förordningen om tillämpningen av lagen om kontaktförbud',
    en: 'Ordinance on the Application of the Non-Contact Orders Act',
  },
  '1988:870': {
    sv: 'lagen om vård av missbrukare i vissa fall',
    en: 'Care of Substance Abusers (Special Provisions) Act',
  },
  '1990:52': {
    sv: 'lagen med särskilda bestämmelser om vård av unga',
    en: 'Care of Young Persons (Special Provisions) Act',
  },
  '1964:167': {
    sv: 'lagen med särskilda bestämmelser om unga lagöverträdare',
    en: 'Young Offenders (Special Provisions) Act',
  },
  '2001:453': { sv: 'den tidigare socialtjänstlagen', en: 'former Social Services Act' },
  '2001:454': {
    sv: 'lagen om behandling av personuppgifter inom socialtjänsten',
    en: 'Act on Personal Data in Social Services',
  },
  '2001:637': {
    sv: 'förordningen om behandling av personuppgifter inom socialtjänsten',
    en: 'Ordinance on Personal Data in Social Services',
  },
  '2008:355': { sv: 'patientdatalagen', en: 'Patient Data Act' },
  '2009:400': {
    sv: 'offentlighets- och sekretesslagen',
    en: 'Public Access to Information and Secrecy Act',
  },
  '2010:659': { sv: 'patientsäkerhetslagen', en: 'Patient Safety Act' },
  '2010:800': { sv: 'skollagen', en: 'Education Act' },
  '2010:2010': { sv: 'fängelseförordningen', en: 'Prison Ordinance' },
  '2018:218': {
    sv: 'dataskyddslagen',
    en: 'Act with Supplementary Provisions to the EU Data Protection Regulation',
  },
  '2018:1177': { sv: 'brottsdatalagen', en: 'Criminal Data Act' },
  '2018:1202': { sv: 'brottsdataförordningen', en: 'Criminal Data Ordinance' },
  '2018:1693': {
    sv: 'lagen om polisens behandling av personuppgifter inom brottsdatalagens område',
    en: 'Act on Police Processing of Personal Data within the Scope of the Criminal Data Act',
  },
  '2024:79': {
    sv: 'lagen om placering av barn i skyddat boende',
    en: 'Act on Placing Children in Sheltered Housing',
  },
  '2025:170': {
    sv: 'lagen om skyldighet att lämna uppgifter till de brottsbekämpande myndigheterna',
    en: 'Act on the Duty to Provide Information to Law-Enforcement Authorities',
  },
  '2025:400': { sv: 'socialtjänstlagen', en: 'Social Services Act' },
}

/** The act that a link leads to, if its name is known: `https://lagen.nu/2009:400#K10P18c`. */
export function findAct(link: string): LocalText | undefined {
  return ACTS[actNumber(link) ?? '']
}

/** The number of the act that a link leads to. */
export function actNumber(link: string): string | undefined {
  return /^https:\/\/lagen\.nu\/(\d{4}:\d+)(?:#|$)/.exec(link)?.[1]
}
