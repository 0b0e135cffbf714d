import type { ClientErrorCode } from '../../client/errors.ts'
import type { FailureText } from '../failure-text.ts'

/** What is told of a disclosure that cannot be made, opened or proven. */
export const DISCLOSURE_FAILURE_TEXTS = {
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
  'draft-unreadable': {
    what: { sv: 'Utkastet går inte att öppna.', en: 'The draft cannot be opened.' },
    action: {
      sv: 'Börja om på ett nytt. Händer det igen, anmäl det till it-stöd.',
      en: 'Begin a new one. If it happens again, report it to support.',
    },
  },
  'function-unknown': {
    what: { sv: 'Du arbetar inte i den funktionen.', en: 'You do not work in that function.' },
    action: {
      sv: 'Ange en av dina funktioner: ”from” i underlaget eller --function.',
      en: 'Name one of your functions: “from” in the draft, or --function.',
    },
  },
  'guard-hits': {
    what: {
      sv: 'Fri text innehåller något som kan visa var någon finns, och någon i ärendet är skyddad.',
      en: 'Free text holds something that can show where somebody is, and somebody in the case is protected.',
    },
    action: {
      sv: 'Flytta uppgiften till det fält som den hör hemma i, eller ta bort den.',
      en: 'Move it to the field where it belongs, or remove it.',
    },
  },
  'not-ready': {
    what: { sv: 'Meddelandet är inte färdigt.', en: 'The message is not finished.' },
    action: {
      sv: 'Fyll i det som saknas och svara på frågorna. Skicka sedan igen.',
      en: 'Fill in what is missing and answer the questions. Then send again.',
    },
  },
  'note-unreadable': {
    what: { sv: 'Anteckningen går inte att läsa.', en: 'The note cannot be read.' },
    action: {
      sv: 'Be en kollega som har funktionens nyckel.',
      en: 'Ask a colleague who has the key of the function.',
    },
  },
  'message-type-unknown': {
    what: { sv: 'Meddelandetypen är okänd.', en: 'The message type is unknown.' },
    action: {
      sv: 'Rätta ”type” i underlaget till en av de meddelandetyper som finns.',
      en: 'Correct “type” in the draft to one of the message types that exist.',
    },
  },
  'message-untrustworthy': {
    what: {
      sv: 'Meddelandet gick inte att kontrollera.',
      en: 'The message could not be verified.',
    },
    action: {
      sv: 'Ring avsändaren och be om ett nytt meddelande.',
      en: 'Telephone the sender and ask for a new message.',
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
} as const satisfies Partial<Record<ClientErrorCode, FailureText>>
