import type { AuditErrorCode } from '../audit/errors.ts'
import type { FailureText } from './failure-text.ts'

/** What a witness is told of its memory. */
export const WITNESS_FAILURE_TEXTS: Readonly<Partial<Record<AuditErrorCode, FailureText>>> = {
  'witness-state-exists': {
    what: { sv: 'Vittnet har redan ett minne.', en: 'The witness already has a memory.' },
    action: {
      sv: 'Välj en annan mapp. Ett minne görs en gång, tillsammans med nyckeln.',
      en: 'Choose another folder. A memory is made once, together with the key.',
    },
  },
  'witness-state-failing': {
    what: {
      sv: 'Vittnets minne går inte att skriva.',
      en: 'The witness’s memory cannot be written.',
    },
    action: {
      sv: 'Inget är medundertecknat. Se till att det finns plats på disken och försök igen.',
      en: 'Nothing was cosigned. Make sure that there is room on the disk and try again.',
    },
  },
  'witness-state-in-use': {
    what: { sv: 'Vittnet körs redan.', en: 'The witness is already running.' },
    action: {
      sv: 'Låt det vara, eller avsluta det först. Två processer med ett minne kan gå i god för två historier.',
      en: 'Leave it, or end it first. Two processes with one memory can vouch for two histories.',
    },
  },
  'witness-state-invalid': {
    what: { sv: 'Vittnets minne är skadat.', en: 'The witness’s memory is damaged.' },
    action: {
      sv: 'Läs inte tillbaka en kopia. Ta vittnet ur bruk: skapa ett nytt med ”sluss witness init” och ge dess nyckel till den som driver slussen.',
      en: 'Do not restore a copy. Retire the witness: make a new one with “sluss witness init” and give its key to whoever runs the gateway.',
    },
  },
  'witness-state-missing': {
    what: {
      sv: 'Vittnets minne är borta. Utan det kan nyckeln gå i god för en andra historia.',
      en: 'The witness’s memory is gone. Without it the key can vouch for a second history.',
    },
    action: {
      sv: 'Starta det aldrig på nytt. Ta vittnet ur bruk: skapa ett nytt med ”sluss witness init” och ge dess nyckel till den som driver slussen.',
      en: 'Never start it anew. Retire the witness: make a new one with “sluss witness init” and give its key to whoever runs the gateway.',
    },
  },
  'witness-state-of-another': {
    what: { sv: 'Minnet hör till ett annat vittne.', en: 'The memory belongs to another witness.' },
    action: {
      sv: 'Lägg tillbaka rätt fil. Finns den inte kvar ska vittnet ersättas av ett nytt.',
      en: 'Put the right file back. If it is gone, the witness must be replaced by a new one.',
    },
  },
}
