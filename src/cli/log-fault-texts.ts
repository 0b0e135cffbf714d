import type { LogFaultCode } from '../client/log-fault.ts'
import type { FailureText } from './failure-text.ts'

const ALERT = {
  sv: 'Larma säkerhetsansvariga hos båda verksamheterna. Spara det som lästes och det som jämfördes med.',
  en: 'Alert security at both agencies. Keep what was read and what it was compared with.',
}

/** What is told of each class of fault in a log. */
export const LOG_FAULT_TEXTS: Readonly<Record<LogFaultCode, FailureText>> = {
  'log-key-wrong': {
    what: {
      sv: 'Kontrollpunkten är inte underskriven av den här loggen.',
      en: 'The checkpoint is not signed by this log.',
    },
    action: {
      sv: 'Kontrollera att nyckeln är rätt loggs. Är den det: larma säkerhetsansvariga.',
      en: 'Check that the key is that of the right log. If it is: alert security.',
    },
  },
  'log-not-cosigned': {
    what: {
      sv: 'För få vittnen har skrivit under kontrollpunkten.',
      en: 'Too few witnesses have signed the checkpoint.',
    },
    action: {
      sv: 'Vänta någon minut och kontrollera igen. Kvarstår det: fråga vittnena vad de har sett.',
      en: 'Wait a minute or two and verify again. If it remains: ask the witnesses what they have seen.',
    },
  },
  'log-stale': {
    what: {
      sv: 'Vittnenas underskrifter är äldre än tillåtet: kontrollpunkten kan vara en gammal.',
      en: 'The witnesses’ signatures are older than allowed: the checkpoint may be an old one.',
    },
    action: {
      sv: 'Hämta den nyaste kontrollpunkten och kontrollera igen. Kvarstår det: larma den som driver slussen.',
      en: 'Fetch the newest checkpoint and verify again. If it remains: alert the gateway’s operator.',
    },
  },
  'log-rolled-back': {
    what: {
      sv: 'Loggen är kortare än den har varit: slutet är borttaget eller en gammal kopia återställd.',
      en: 'The log is shorter than it was: its end was removed or an old copy restored.',
    },
    action: ALERT,
  },
  'log-forked': {
    what: {
      sv: 'Loggen är en annan än den som har visats tidigare: historien är omskriven.',
      en: 'The log is another than the one shown before: its history was rewritten.',
    },
    action: ALERT,
  },
  'log-years-broken': {
    what: {
      sv: 'Ett års logg börjar inte där året före slutade.',
      en: 'A year’s log does not begin where the year before ended.',
    },
    action: ALERT,
  },
  'log-incomplete': {
    what: {
      sv: 'Poster eller trädets kontrollsummor som kontrollpunkten täcker saknas.',
      en: 'Records, or hashes of the tree, that the checkpoint covers are missing.',
    },
    action: ALERT,
  },
  'log-tree-altered': {
    what: {
      sv: 'Trädets kontrollsummor är inte de som skrevs under.',
      en: 'Hashes of the tree are not those that were signed.',
    },
    action: ALERT,
  },
  'log-record-altered': {
    what: {
      sv: 'Poster är inte de som loggades: de är ändrade efteråt.',
      en: 'Records are not those that were logged: they were changed afterwards.',
    },
    action: ALERT,
  },
  'log-record-refused': {
    what: {
      sv: 'Det finns poster i loggen som inte får finnas där.',
      en: 'There are records in the log that must not be there.',
    },
    action: {
      sv: 'Larma den som driver slussen: programmet som skriver loggen gör fel, eller så skriver någon annan i den.',
      en: 'Alert the gateway’s operator: the program that writes the log errs, or somebody else writes to it.',
    },
  },
}
