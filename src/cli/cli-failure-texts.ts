import type { CliErrorCode } from './errors.ts'
import type { FailureText } from './failure-text.ts'

/** What is told of each code of the command line. */
export const CLI_FAILURE_TEXTS: Readonly<Record<CliErrorCode, FailureText>> = {
  'agency-exists': {
    what: { sv: 'I mappen finns redan en verksamhet.', en: 'The folder already has an agency.' },
    action: {
      sv: 'Välj en annan mapp. Nycklar skrivs aldrig över.',
      en: 'Choose another folder. Keys are never overwritten.',
    },
  },
  'already-decided': {
    what: {
      sv: 'Det är redan avgjort på det sättet.',
      en: 'It has been decided that way already.',
    },
    action: {
      sv: 'Läs det med ”sluss review show”, eller en utredning med ”sluss review inquiries”.',
      en: 'Read it with “sluss review show”, or an inquiry with “sluss review inquiries”.',
    },
  },
  'case-invalid': {
    what: { sv: 'Det är ingen ärendereferens.', en: 'That is no case reference.' },
    action: { sv: 'Ärendet skrivs som 7KQ4-XRM2.', en: 'A case is written as 7KQ4-XRM2.' },
  },
  'colleague-missing': {
    what: { sv: 'Ingen handläggare hos er heter så.', en: 'No member of yours has that name.' },
    action: {
      sv: 'Ange handläggarens id eller, om mappen har det, kortnamn.',
      en: 'Give the member’s id or, if the folder has it, short name.',
    },
  },
  'enrolment-missing': {
    what: {
      sv: 'Ingen har ansökt med den nyckel vars kontrolltal du skrev.',
      en: 'Nobody has enrolled with the key whose fingerprint you typed.',
    },
    action: {
      sv: 'Be personen läsa upp alla fem grupperna igen. Stämmer de: släpp inte in någon, och larma er säkerhetsansvariga. Slussen kan visa er en annan nyckel.',
      en: 'Ask the person to read out all five groups again. If they are right: admit nobody, and alert security. The gateway may be showing you another key.',
    },
  },
  'file-exists': {
    what: { sv: 'Filen finns redan.', en: 'The file already exists.' },
    action: {
      sv: 'Välj ett annat namn. Inget skrivs över.',
      en: 'Choose another name. Nothing is overwritten.',
    },
  },
  'file-missing': {
    what: { sv: 'Filen finns inte.', en: 'The file does not exist.' },
    action: { sv: 'Kontrollera filens namn och mapp.', en: 'Check the file’s name and folder.' },
  },
  'file-not-private': {
    what: { sv: 'Andra kan läsa filen.', en: 'Others can read the file.' },
    action: {
      sv: 'Ta bort deras rätt med chmod 600. Har andra kunnat läsa den, byt nyckel eller lösenfras.',
      en: 'Take their right away with chmod 600. If others could read it, replace the key or passphrase.',
    },
  },
  'folder-missing': {
    what: { sv: 'Mappen finns inte.', en: 'The folder does not exist.' },
    action: {
      sv: 'Kontrollera mappens namn. En spegel görs med ”sluss log mirror”.',
      en: 'Check the folder’s name. A mirror is made with “sluss log mirror”.',
    },
  },
  'folder-not-agency': {
    what: { sv: 'Här finns ingen nyckelmapp.', en: 'There is no key folder here.' },
    action: {
      sv: 'Ange den med --folder eller SLUSS_FOLDER, eller skapa en med ”sluss agency init”.',
      en: 'Name it with --folder or SLUSS_FOLDER, or create one with “sluss agency init”.',
    },
  },
  'folder-not-private': {
    what: { sv: 'Andra kommer åt mappen.', en: 'Others can enter the folder.' },
    action: {
      sv: 'Ta bort deras rätt med chmod 700.',
      en: 'Take their right away with chmod 700.',
    },
  },
  'folder-of-gateway': {
    what: {
      sv: 'Mappen hör till slussen. Verksamheters nycklar får aldrig ligga där.',
      en: 'The folder belongs to the gateway. Agencies’ keys must never be there.',
    },
    action: { sv: 'Välj en mapp på en annan plats.', en: 'Choose a folder elsewhere.' },
  },
  'function-exists': {
    what: { sv: 'Funktionen finns redan.', en: 'The function already exists.' },
    action: { sv: 'Välj ett annat namn.', en: 'Choose another name.' },
  },
  'function-id-invalid': {
    what: { sv: 'Det är ingen funktion.', en: 'That is no function.' },
    action: {
      sv: 'Skriv VERKSAMHET/FUNKTION, som latsasby-socialnamnd/drift.',
      en: 'Write AGENCY/FUNCTION, as latsasby-socialnamnd/drift.',
    },
  },
  'function-missing': {
    what: { sv: 'Funktionen finns inte i mappen.', en: 'The function is not in the folder.' },
    action: {
      sv: 'Lägg till den med ”sluss function add”.',
      en: 'Add it with “sluss function add”.',
    },
  },
  'input-invalid': {
    what: {
      sv: 'Filen går inte att läsa.',
      en: 'The file cannot be read.',
    },
    action: {
      sv: 'Kontrollera att det är rätt fil och att den är hel.',
      en: 'Check that it is the right file and that it is whole.',
    },
  },
  'inquiry-missing': {
    what: { sv: 'Ingen sådan utredning är öppen.', en: 'No such inquiry is open.' },
    action: { sv: 'Se ”sluss review inquiries”.', en: 'See “sluss review inquiries”.' },
  },
  'log-key-invalid': {
    what: { sv: '--log är ingen loggnyckel.', en: '--log is no log key.' },
    action: {
      sv: 'Kopiera hela nyckeln, som ”sluss gateway trust” visade den.',
      en: 'Copy the whole key, as “sluss gateway trust” showed it.',
    },
  },
  'member-exists': {
    what: { sv: 'Handläggaren finns redan.', en: 'The member already exists.' },
    action: { sv: 'Välj ett annat kortnamn.', en: 'Choose another short name.' },
  },
  'member-missing': {
    what: { sv: 'Handläggaren finns inte i mappen.', en: 'The member is not in the folder.' },
    action: { sv: 'Ange vem du är med --as.', en: 'Say who you are with --as.' },
  },
  'member-not-in-browser': {
    what: {
      sv: 'Den personens nycklar finns i mappen, inte i en webbläsare.',
      en: 'That person’s keys are in the folder, not in a browser.',
    },
    action: {
      sv: 'Be personen köra ”sluss member receive-key”.',
      en: 'Ask the person to run “sluss member receive-key”.',
    },
  },
  'not-confirmed': {
    what: { sv: 'Det är inte bekräftat.', en: 'It was not confirmed.' },
    action: {
      sv: 'Läs det som visades: nycklar jämförs i telefon. Kör sedan i en terminal, eller med --yes.',
      en: 'Read what was shown: keys are compared by telephone. Then run in a terminal, or with --yes.',
    },
  },
  'passphrase-missing': {
    what: { sv: 'Lösenfras saknas.', en: 'The passphrase is missing.' },
    action: {
      sv: 'Kör i en terminal, eller ange en privat fil med SLUSS_PASSPHRASE_FILE.',
      en: 'Run in a terminal, or name a private file with SLUSS_PASSPHRASE_FILE.',
    },
  },
  'passphrase-reused': {
    what: {
      sv: 'Två behörighetsansvariga har samma lösenfras.',
      en: 'Two custodians have the same passphrase.',
    },
    action: { sv: 'Var och en behöver välja en egen.', en: 'Each needs to choose their own.' },
  },
  'passphrases-differ': {
    what: { sv: 'De två lösenfraserna är olika.', en: 'The two passphrases differ.' },
    action: {
      sv: 'Kör kommandot igen och skriv samma lösenfras båda gångerna.',
      en: 'Run the command again and type the same passphrase both times.',
    },
  },
  'period-empty': {
    what: {
      sv: '--until måste vara en senare dag än --from.',
      en: '--until must be a later day than --from.',
    },
    action: {
      sv: 'Den sista dagen räknas inte med: för mars skrivs --from 2026-03-01 --until 2026-04-01.',
      en: 'The last day does not count: for March write --from 2026-03-01 --until 2026-04-01.',
    },
  },
  'period-not-over': {
    what: { sv: 'Perioden är inte slut.', en: 'The period is not over.' },
    action: {
      sv: 'Dra stickprovet när sista dagen har gått.',
      en: 'Draw the sample when its last day has passed.',
    },
  },
  'policy-differs': {
    what: {
      sv: 'Det föreslagna regelverket är ett annat än det i din mapp.',
      en: 'The proposed rules are others than those in your folder.',
    },
    action: {
      sv: 'Hämta rätt version av mappen och läs den. Se skillnaden med ”sluss policy diff”.',
      en: 'Get the right version of the folder and read it. See the difference with “sluss policy diff”.',
    },
  },
  'policy-rows-wrong': {
    what: {
      sv: 'Rader i beslutstabellerna ger fel utfall.',
      en: 'Rows of the decision tables give the wrong outcome.',
    },
    action: {
      sv: 'Se vilka med ”sluss policy test”. Reglerna varken föreslås eller godkänns förrän alla stämmer.',
      en: 'See which with “sluss policy test”. The rules are neither proposed nor approved until all are right.',
    },
  },
  'policy-set-missing': {
    what: {
      sv: 'Det finns inget förslag med det fingeravtrycket som väntar.',
      en: 'No proposal with that fingerprint is waiting.',
    },
    action: {
      sv: 'Se listan med ”sluss policy list”.',
      en: 'See the list with “sluss policy list”.',
    },
  },
  'port-taken': {
    what: { sv: 'Porten är upptagen.', en: 'The port is taken.' },
    action: { sv: 'Välj en annan med --port.', en: 'Choose another with --port.' },
  },
  'record-id-invalid': {
    what: { sv: 'Det är inget händelse-id.', en: 'That is no record id.' },
    action: {
      sv: 'Det står först på raden i ”sluss review queue”.',
      en: 'It comes first on the row of “sluss review queue”.',
    },
  },
  'setting-missing': {
    what: { sv: 'En inställning saknas.', en: 'A setting is missing.' },
    action: { sv: 'Ange den. Se ”sluss --help”.', en: 'Set it. See “sluss --help”.' },
  },
  'surname-invalid': {
    what: {
      sv: 'Raden är varken ett efternamn eller ett postnummer.',
      en: 'The line is neither a surname nor a postcode.',
    },
    action: {
      sv: 'Skriv ett efternamn eller postnummer per rad, utan siffror eller komma i namn.',
      en: 'Write one surname or postcode per line, without digits or commas in names.',
    },
  },
  usage: {
    what: { sv: 'Kommandot går inte att tolka.', en: 'The command cannot be understood.' },
    action: { sv: 'Se ”sluss KOMMANDO --help”.', en: 'See “sluss COMMAND --help”.' },
  },
  'web-altered': {
    what: {
      sv: 'En fil är inte den som bundle.json anger.',
      en: 'A file is not the one that bundle.json names.',
    },
    action: {
      sv: 'Servera den inte. Bygg om med ”npm run build:web” och jämför kontrollsumman.',
      en: 'Do not serve it. Build again with “npm run build:web”, and compare the digest.',
    },
  },
  'web-missing': {
    what: { sv: 'Här finns inga byggda arbetsytor.', en: 'There are no built workspaces here.' },
    action: {
      sv: 'Bygg dem med ”npm run build:web”.',
      en: 'Build them with “npm run build:web”.',
    },
  },
  'web-not-pinned': {
    what: {
      sv: 'Mappen innehåller en annan version än den ni har fäst',
      en: 'The folder holds another version than the one you have pinned',
    },
    action: {
      sv: 'Servera den inte förrän den är granskad. Ange sedan dess kontrollsumma med --digest.',
      en: 'Do not serve it until it has been reviewed. Then give its digest with --digest.',
    },
  },
  'witness-missing': {
    what: { sv: 'Här finns inget vittne.', en: 'There is no witness here.' },
    action: {
      sv: 'Ange dess mapp, eller skapa ett med ”sluss witness init”.',
      en: 'Name its folder, or make one with “sluss witness init”.',
    },
  },
}
