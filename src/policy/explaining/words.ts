/**
 * The words in which decisions are told, in Swedish and English: the same in the command line, the workspaces and the
 * gateway's problem documents.
 *
 * @module
 */
import type { LocalText } from '../../protocol/statements/local-text.ts'
import type { BodyType, Category, SubjectRole } from '../../protocol/vocabulary.ts'
import type { ConditionResult, LockResult, Mismatch, Outcome, ReasonCode } from '../decision.ts'
import type { DocumentationCode, ObligationCode } from '../rule.ts'

/** The outcome in one word or two, as a heading or a label. */
export const OUTCOME_WORDS: Readonly<Record<Outcome, LocalText>> = {
  permit: { sv: 'Får lämnas ut', en: 'May be disclosed' },
  duty: { sv: 'Ska lämnas ut', en: 'Must be disclosed' },
  escalate: { sv: 'Kräver medunderskrift', en: 'Needs a countersignature' },
  deny: { sv: 'Får inte lämnas ut', en: 'Must not be disclosed' },
}

/** The outcome before a receiver. */
export const WAY_WORDS: Readonly<Record<Outcome, LocalText>> = {
  permit: { sv: 'Får lämnas ut till', en: 'May be disclosed to' },
  duty: { sv: 'Ska lämnas ut till', en: 'Must be disclosed to' },
  escalate: {
    sv: 'Måste godkännas innan det lämnas ut till',
    en: 'Must be approved before it is disclosed to',
  },
  deny: { sv: 'Får inte lämnas ut till', en: 'Must not be disclosed to' },
}

/** What the outcome means for whoever asked. */
export const OUTCOME_SENTENCES: Readonly<Record<Outcome, LocalText>> = {
  permit: {
    sv: 'Ja. Du får lämna ut uppgifterna.',
    en: 'Yes. You may disclose the data.',
  },
  duty: {
    sv: 'Ja. Du ska lämna ut uppgifterna. Lagen kräver det.',
    en: 'Yes. You must disclose the data. The law requires it.',
  },
  escalate: {
    sv: 'Vänta. En beslutsfattare hos er måste godkänna först.',
    en: 'Wait. A decision-maker of your agency must approve first.',
  },
  deny: {
    sv: 'Nej. Så här får uppgifterna inte lämnas ut.',
    en: 'No. The data must not be disclosed like this.',
  },
}

/** The answer where some parts may go and others not. */
export const MIXED_SENTENCE: LocalText = {
  sv: 'Inte allt. En del får lämnas ut, men inte tillsammans med resten.',
  en: 'Not all of it. Some may be disclosed, but not together with the rest.',
}

/** What a consent must be before it opens anything. */
export const CONSENT_NEEDED: LocalText = {
  sv: 'Ett samtycke från den som uppgifterna rör, eller från den som får samtycka för barnet. Det ska vara informerat, gälla i dag och omfatta mottagaren, ändamålet och uppgifterna.',
  en: 'A consent by whom the data concern, or by whoever may consent for the child. It must be informed, hold today and cover the receiver, the purpose and the data.',
}

/** Said where the consent would be the feared perpetrator's. */
export const DO_NOT_ASK: LocalText = {
  sv: 'Fråga inte den befarade våldsutövaren om frågan kan öka faran för någon.',
  en: 'Do not ask the feared perpetrator if the question may put anybody in greater danger.',
}

/** Why a part has its outcome. */
export const REASON_WORDS: Readonly<Record<ReasonCode, LocalText>> = {
  internal: { sv: 'stannar hos avsändaren', en: 'stays with the sender' },
  'motive-not-internal': {
    sv: 'motiveringen är bara till för avsändaren',
    en: 'the motive is for the sender alone',
  },
  'no-lock': { sv: 'ingen sekretess gäller', en: 'no secrecy applies' },
  'lock-closed': {
    sv: 'sekretess som ingen angiven rättslig grund öppnar',
    en: 'secrecy that no invoked ground opens',
  },
  'lock-open': { sv: 'sekretessen är öppnad', en: 'the secrecy is opened' },
  duty: { sv: 'lagstadgad skyldighet', en: 'statutory duty' },
  disputed: {
    sv: 'rättsläget är oklart, så en beslutsfattare avgör',
    en: 'the law is not settled, so a decision-maker decides',
  },
  'harm-test-unsettled': {
    sv: 'en beslutsfattare ska bekräfta skadeprövningen',
    en: 'a decision-maker is to confirm the harm test',
  },
  blocked: { sv: 'hinder som inget öppnar', en: 'a block that nothing opens' },
  'block-unanswered': {
    sv: 'en fråga om hinder är obesvarad',
    en: 'a question about a block is unanswered',
  },
  'block-escalated': {
    sv: 'ett hinder som bara en beslutsfattare kan släppa förbi',
    en: 'a block that only a decision-maker may let something past',
  },
  'rule-erred': {
    sv: 'en regel kunde inte prövas, därför nekas utlämnandet',
    en: 'a rule could not be applied, so disclosure is denied',
  },
}

/** What the harm test of a lock gave. */
export const HARM_TEST_WORDS: Readonly<Record<LockResult['harmTest'], LocalText>> = {
  'not-attested': { sv: 'skadeprövning saknas', en: 'the harm test is missing' },
  holds: {
    sv: 'skadeprövningen visar att sekretessen gäller',
    en: 'the harm test shows that the secrecy holds',
  },
  'no-harm': { sv: 'skadeprövningen visar ingen skada', en: 'the harm test shows no harm' },
  'no-harm-unsettled': {
    sv: 'skadeprövningen visar ingen skada, vilket en beslutsfattare ska bekräfta',
    en: 'the harm test shows no harm, which a decision-maker is to confirm',
  },
  'no-motive': { sv: 'skadeprövningen saknar motivering', en: 'the harm test has no motive' },
  absolute: {
    sv: 'sekretessen är absolut, så ingen skadeprövning görs',
    en: 'the secrecy is absolute, so there is no harm test',
  },
}

/** What became of a condition. */
export const CONDITION_WORDS: Readonly<Record<ConditionResult['result'], LocalText>> = {
  met: { sv: 'Uppfyllt', en: 'Met' },
  failed: { sv: 'Inte uppfyllt', en: 'Not met' },
  unanswered: { sv: 'Obesvarat', en: 'Not answered' },
}

/** Why a rule has nothing to say about a part. */
export const MISMATCH_WORDS: Readonly<Record<Mismatch, LocalText>> = {
  receiver: { sv: 'gäller inte den mottagaren', en: 'does not apply to that receiver' },
  sender: { sv: 'gäller inte den avsändaren', en: 'does not apply to that sender' },
  'subject-role': {
    sv: 'gäller inte personer i den rollen',
    en: 'does not apply to persons in that role',
  },
  category: { sv: 'gäller inte det uppgiftsslaget', en: 'does not apply to that category' },
  purpose: { sv: 'gäller inte det ändamålet', en: 'does not apply to that purpose' },
  'not-in-force': {
    sv: 'lydelsen gäller inte den dagen',
    en: 'the wording is not in force that day',
  },
  repealed: { sv: 'regeln är upphävd', en: 'the rule is repealed' },
}

/** What is to be done besides. */
export const OBLIGATION_WORDS: Readonly<Record<ObligationCode, LocalText>> = {
  'at-once': { sv: 'Genast', en: 'At once' },
  note: { sv: 'Motiverad anteckning', en: 'Reasoned note' },
  minimise: { sv: 'Bara det nödvändiga', en: 'Only what is needed' },
  split: { sv: 'Håll delarna åtskilda', en: 'Keep the parts apart' },
  mark: { sv: 'Märk person och uppgift', en: 'Mark person and item' },
  'show-conditions': { sv: 'Visa villkoren', en: 'Show the conditions' },
  acknowledge: { sv: 'Kvittera', en: 'Acknowledge' },
  'two-person': { sv: 'Två personer', en: 'Two persons' },
  expire: { sv: 'Sista dag', en: 'Last day' },
  log: { sv: 'Logga', en: 'Log' },
  'quality-statement': { sv: 'Ange uppgifternas kvalitet', en: 'State the quality of the data' },
  correct: { sv: 'Rätta genast', en: 'Correct at once' },
  register: { sv: 'Registrera', en: 'Register' },
  restrict: { sv: 'Förbehåll', en: 'Reservation' },
  'not-to-subject': { sv: 'Visa inte för personen', en: 'Do not show to the person' },
  'not-to-guardian': { sv: 'Visa inte för vårdnadshavaren', en: 'Do not show to the guardian' },
  'mark-secrecy': { sv: 'Sekretessmarkera', en: 'Mark as secret' },
  'purpose-test': { sv: 'Pröva ändamålet', en: 'Test the purpose' },
  feedback: { sv: 'Återkoppla', en: 'Give feedback' },
  assess: { sv: 'Bedöm behovet av skydd', en: 'Assess the need of protection' },
  decide: { sv: 'Besluta om utredning', en: 'Decide on an inquiry' },
}

/** Where it is written down. */
export const DOCUMENTATION_WORDS: Readonly<Record<DocumentationCode, LocalText>> = {
  DJ: { sv: 'anteckning i personakt', en: 'note in the case file' },
  DP: {
    sv: 'anteckning i patientjournal om mottagare och dag',
    en: 'note in the patient record of receiver and day',
  },
  DR: { sv: 'registrering av handlingen', en: 'registration of the document' },
  DF: { sv: 'anteckning om muntlig uppgift', en: 'note of oral information' },
  DL: { sv: 'logg', en: 'log' },
  DC: { sv: 'dokumenterat samtycke', en: 'consent record' },
}

/** The kinds of data (uppgiftsslag). */
export const CATEGORY_WORDS: Readonly<Record<Category, LocalText>> = {
  identity: { sv: 'identitet', en: 'identity' },
  contact: { sv: 'säker kontaktväg', en: 'safe contact' },
  location: { sv: 'skyddad uppgift om plats', en: 'protected location' },
  whereabouts: { sv: 'uppehållsplats', en: 'whereabouts' },
  health: { sv: 'hälsa', en: 'health' },
  offence: { sv: 'brott och misstanke', en: 'crime and suspicion' },
  risk: { sv: 'riskbedömning', en: 'risk assessment' },
  children: { sv: 'uppgifter om barn', en: 'data about children' },
  weapons: { sv: 'vapen', en: 'weapons' },
  protection: { sv: 'skyddsåtgärder', en: 'protection measures' },
  plan: { sv: 'plan och åtgärder', en: 'plan and actions' },
  consent: { sv: 'samtycke', en: 'consent' },
  economy: { sv: 'ekonomi och boende', en: 'finances and housing' },
  'perpetrator-support': { sv: 'insats för våldsutövare', en: 'support to perpetrators' },
  'daily-places': { sv: 'arbete, skola och vardagsplatser', en: 'work, school and daily places' },
  metadata: { sv: 'uppgifter om ärendet', en: 'data about the case' },
  motive: { sv: 'motivering', en: 'motive' },
}

/** The roles of persons (registrerade). */
export const ROLE_WORDS: Readonly<Record<SubjectRole, LocalText>> = {
  victim: { sv: 'den utsatta', en: 'the victim' },
  'feared-perpetrator': { sv: 'den befarade våldsutövaren', en: 'the feared perpetrator' },
  child: { sv: 'barnet', en: 'the child' },
  related: { sv: 'en anhörig', en: 'a relative' },
  informant: { sv: 'uppgiftslämnaren', en: 'the informant' },
  'third-person': { sv: 'en annan person', en: 'a third person' },
  professional: { sv: 'en handläggare', en: 'a professional' },
}

/** The same roles before a number, where several persons have one. */
export const NUMBERED_ROLE_WORDS: Readonly<Record<SubjectRole, LocalText>> = {
  victim: { sv: 'utsatt', en: 'victim' },
  'feared-perpetrator': { sv: 'befarad våldsutövare', en: 'feared perpetrator' },
  child: { sv: 'barn', en: 'child' },
  related: { sv: 'anhörig', en: 'relative' },
  informant: { sv: 'uppgiftslämnare', en: 'informant' },
  'third-person': { sv: 'annan person', en: 'third person' },
  professional: { sv: 'handläggare', en: 'professional' },
}

/** The kinds of bodies, as senders and receivers. */
export const BODY_TYPE_WORDS: Readonly<Record<BodyType, LocalText>> = {
  police: { sv: 'Polismyndigheten', en: 'the Police Authority' },
  prosecutor: { sv: 'åklagaren', en: 'the prosecutor' },
  'prison-probation': { sv: 'Kriminalvården', en: 'the Prison and Probation Service' },
  'social-board': { sv: 'socialnämnden', en: 'the social board' },
  'health-public': { sv: 'den offentliga vården', en: 'public health care' },
  'school-public': { sv: 'den kommunala skolan', en: 'the public school' },
  'other-authority': { sv: 'en annan myndighet', en: 'another authority' },
  'private-professional': {
    sv: 'en yrkesmässig enskild verksamhet i socialtjänsten',
    en: 'a private professional provider of social services',
  },
  association: { sv: 'en ideell förening', en: 'an association' },
  'security-service': { sv: 'Säkerhetspolisen', en: 'the Security Service' },
  customs: { sv: 'Tullverket', en: 'Swedish Customs' },
  court: { sv: 'domstolen', en: 'the court' },
  'family-counselling': { sv: 'familjerådgivningen', en: 'family counselling' },
  'state-care': {
    sv: 'Statens institutionsstyrelse',
    en: 'the National Board of Institutional Care',
  },
  'tax-agency': { sv: 'Skatteverket', en: 'the Tax Agency' },
  'migration-agency': { sv: 'Migrationsverket', en: 'the Migration Agency' },
  'private-health': { sv: 'en privat vårdgivare', en: 'a private care provider' },
  'private-school': { sv: 'en fristående skola', en: 'an independent school' },
  supplier: { sv: 'en leverantör', en: 'a supplier' },
}

/** Whether a consent holds, as one question about the person in a role. */
export const CONSENT_QUESTION: Readonly<Record<SubjectRole, LocalText>> = {
  victim: consentQuestion('Har den utsatta', 'Has the victim'),
  'feared-perpetrator': consentQuestion(
    'Har den befarade våldsutövaren',
    'Has the feared perpetrator',
  ),
  child: consentQuestion(
    'Har barnet, eller den som får samtycka för barnet,',
    'Has the child, or whoever may consent for the child,',
  ),
  related: consentQuestion('Har den anhöriga', 'Has the relative'),
  informant: consentQuestion('Har uppgiftslämnaren', 'Has the informant'),
  'third-person': consentQuestion('Har den andra personen', 'Has the third person'),
  professional: consentQuestion('Har handläggaren', 'Has the professional'),
}

function consentQuestion(sv: string, en: string): LocalText {
  return {
    sv: `${sv} samtyckt till att just de här uppgifterna lämnas till mottagaren för det här ändamålet, och gäller samtycket i dag?`,
    en: `${en} consented to giving just these data to the receiver for this purpose, and does the consent hold today?`,
  }
}

/** What a harm test asks about the lock with a citation. */
export function harmTestQuestion(citation: string): LocalText {
  return {
    sv: `Kan uppgifterna lämnas till mottagaren utan den skada eller det men som ${citation} skyddar mot?`,
    en: `Can the data be given to the receiver without the harm that ${citation} protects against?`,
  }
}

/** The answers to a question of yes or no. */
export const YES_OR_NO: Readonly<Record<'true' | 'false', LocalText>> = {
  true: { sv: 'ja', en: 'yes' },
  false: { sv: 'nej', en: 'no' },
}
