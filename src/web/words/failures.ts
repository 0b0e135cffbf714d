import { words } from './language.ts'

/** What went wrong and the way out, by code. A refusal that the gateway explained brings its own words. */
export const failureWords = words({
  sv: {
    retry: 'Försök igen',
    signInAgain: 'Logga in igen',
    'gateway-unreachable': {
      title: 'Slussen svarar inte',
      action: 'Det du har skrivit finns kvar. Försök igen om en stund. Brådskar det: ring.',
    },
    offline: {
      title: 'Datorn har ingen anslutning',
      action:
        'Det du har skrivit finns kvar. Kontrollera nätet och försök igen. Brådskar det: ring.',
    },
    'acceptance-not-proven': {
      title: 'Det gick inte att visa att meddelandet är mottaget',
      action: 'Räkna det inte som skickat. Ring mottagaren och er driftkontakt.',
    },
    'credential-unsuitable': {
      title: 'Du har inte behörighet att skicka',
      action: 'Fråga era behörighetsansvariga.',
    },
    'draft-invalid': {
      title: 'Något i meddelandet stämmer inte',
      action: 'Läs igenom det som saknas och rätta. Skicka sedan igen.',
    },
    'not-ready': {
      title: 'Meddelandet är inte färdigt',
      action: 'Fyll i det som saknas och svara på frågorna. Skicka sedan igen.',
    },
    'policy-denied-here': {
      title: 'Lagen tillåter inte att det lämnas så här',
      action: 'Se vad som saknas under ”Får det lämnas?”.',
    },
    'receiver-unknown': {
      title: 'Mottagaren kan inte ta emot just nu',
      action: 'Välj en annan funktion, eller ring.',
    },
    'roster-expired': {
      title: 'Mottagarens behörighetslista är för gammal',
      action: 'Ingenting är skickat. Ring mottagaren.',
    },
    'draft-unreadable': {
      title: 'Utkastet går inte att öppna',
      action: 'Börja om på ett nytt. Händer det igen: ring er driftkontakt.',
    },
    'device-unknown': {
      title: 'Lösenfrasen räcker inte här',
      action: 'Skriv också återställningskoden som du skrev ut.',
    },
    'fingerprint-wrong': {
      title: 'Kontrolltalet är inte det som lästes upp',
      action:
        'Be den andra läsa upp alla fem grupperna igen. Stämmer de ändå inte: avbryt och larma er säkerhetsansvariga.',
    },
    'introduction-missing': {
      title: 'Introduktionen har inte kommit än',
      action: 'Vänta tills er behörighetsansvarige har släppt in dig, och se efter igen.',
    },
    'passkey-refused': {
      title: 'Passernyckeln användes inte',
      action: 'Försök igen, eller välj lösenfras.',
    },
    'passkey-without-prf': {
      title: 'Den passernyckeln kan inte skydda nycklar',
      action: 'Välj en annan passernyckel eller en lösenfras.',
    },
    'passphrase-too-short': { title: 'Lösenfrasen är för kort', action: 'Minst tolv tecken.' },
    'recovery-code-wrong': {
      title: 'Återställningskoden är felskriven',
      action: 'Jämför med pappret, grupp för grupp: åtta grupper med fem tecken.',
    },
    'vault-open-failed': {
      title: 'Valvet öppnas inte',
      action: 'Lösenfrasen, återställningskoden eller passernyckeln är fel. Försök igen.',
    },
    'vault-changed': {
      title: 'Dina nycklar har ändrats i en annan flik eller på en annan dator',
      action: 'Ladda om sidan, lås upp och gör om det du ville ändra.',
    },
    'vault-rolled-back': {
      title: 'Slussen lämnade ut ett äldre valv',
      action: 'Lås inte upp. Larma er säkerhetsansvariga.',
    },
    'vault-of-another': {
      title: 'Valvet är någon annans',
      action: 'Logga ut och logga in som dig själv. Händer det igen: larma er säkerhetsansvariga.',
    },
    'vault-invalid': {
      title: 'Valvet är skadat',
      action: 'Försök igen. Händer det igen: ring er driftkontakt.',
    },
    'log-forked': {
      title: 'Loggen har ändrats i efterhand',
      action:
        'Den stämmer inte med det som webbläsaren har sparat eller vittnena har skrivit under. Sluta använda slussen. Larma er säkerhetsansvariga.',
    },
    'log-not-cosigned': {
      title: 'För få vittnen har skrivit under loggen',
      action:
        'Vänta en minut och försök igen. Om det står kvar: ring er driftkontakt. Är det bråttom, ring mottagaren.',
    },
    'roster-not-logged': {
      title: 'En behörighetslista står inte i loggen',
      action: 'Lita inte på det som visas. Larma er säkerhetsansvariga.',
    },
    'roster-rolled-back': {
      title: 'Slussen visar en äldre behörighetslista',
      action: 'Lita inte på det som visas. Larma er säkerhetsansvariga.',
    },
    'node-key-wrong': {
      title: 'Slussen har en annan nyckel än den du litar på',
      action: 'Arbeta inte vidare. Larma er säkerhetsansvariga.',
    },
    'colleague-unknown': {
      title: 'Kollegan väntar inte längre',
      action: 'Se efter igen. Någon annan kan ha lämnat över nyckeln.',
    },
    'message-untrustworthy': {
      title: 'Meddelandet gick inte att kontrollera och visas inte',
      action:
        'Det är inte säkert vem som skrev det eller att det är oförändrat. Ring avsändaren, läs upp ärendets nummer och be om ett nytt. Händer det igen: larma er säkerhetsansvariga.',
    },
    'keyring-not-ours': {
      title: 'Meddelandet är låst med en nyckel som du inte har',
      action:
        'Be en kollega i funktionen att lämna över nyckeln under Mina nycklar, eller att ta meddelandet.',
    },
    'agency-not-pinned': {
      title: 'Din webbläsare känner inte avsändarens verksamhet',
      action:
        'Be er behörighetsansvarige om en ny introduktion, eller be en kollega ta meddelandet.',
    },
    locked: {
      title: 'Nycklarna är låsta',
      action: 'Lås upp dem. Det du har skrivit finns kvar.',
    },
    'worker-failed': {
      title: 'Sidan kunde inte starta',
      action: 'Ladda om sidan. Händer det igen: ring er driftkontakt.',
    },
    unexpected: {
      title: 'Något gick fel',
      action: 'Ladda om sidan. Händer det igen: ring er driftkontakt.',
    },
  },
  en: {
    retry: 'Try again',
    signInAgain: 'Sign in again',
    'gateway-unreachable': {
      title: 'The gateway does not answer',
      action: 'What you wrote is kept. Try again in a while. If it is urgent: telephone.',
    },
    offline: {
      title: 'Your computer has no connection',
      action:
        'What you wrote is kept. Check the network and try again. If it is urgent: telephone.',
    },
    'acceptance-not-proven': {
      title: 'It could not be shown that the message was accepted',
      action: 'Do not count it as sent. Telephone the receiver and your operations contact.',
    },
    'credential-unsuitable': {
      title: 'You are not entitled to send',
      action: 'Ask your custodians.',
    },
    'draft-invalid': {
      title: 'Something in the message does not fit',
      action: 'Read what is missing and mend it. Then send again.',
    },
    'not-ready': {
      title: 'The message is not finished',
      action: 'Fill in what is missing and answer the questions. Then send again.',
    },
    'policy-denied-here': {
      title: 'The law does not allow it like this',
      action: 'See what is missing under “May it be disclosed?”.',
    },
    'receiver-unknown': {
      title: 'The receiver cannot receive right now',
      action: 'Choose another function, or telephone.',
    },
    'roster-expired': {
      title: 'The receiver’s roster is too old',
      action: 'Nothing has been sent. Telephone the receiver.',
    },
    'draft-unreadable': {
      title: 'The draft cannot be opened',
      action: 'Begin a new one. If it happens again: telephone your operations contact.',
    },
    'device-unknown': {
      title: 'The passphrase is not enough here',
      action: 'Type the recovery code that you printed as well.',
    },
    'fingerprint-wrong': {
      title: 'The fingerprint is not the one that was read out',
      action:
        'Ask the other to read out all five groups again. If they still differ: stop and alert security.',
    },
    'introduction-missing': {
      title: 'The introduction has not come yet',
      action: 'Wait until your custodian has admitted you, and look again.',
    },
    'passkey-refused': {
      title: 'The passkey was not used',
      action: 'Try again, or choose a passphrase.',
    },
    'passkey-without-prf': {
      title: 'That passkey cannot protect keys',
      action: 'Choose another passkey, or a passphrase.',
    },
    'passphrase-too-short': {
      title: 'The passphrase is too short',
      action: 'At least twelve characters.',
    },
    'recovery-code-wrong': {
      title: 'The recovery code is mistyped',
      action: 'Compare with the paper, group by group: eight groups of five characters.',
    },
    'vault-open-failed': {
      title: 'The vault does not open',
      action: 'The passphrase, the recovery code or the passkey is wrong. Try again.',
    },
    'vault-changed': {
      title: 'Your keys were changed in another tab or on another device',
      action: 'Reload the page, unlock, and do again what you wanted to change.',
    },
    'vault-rolled-back': {
      title: 'The gateway handed out an older vault',
      action: 'Do not unlock. Alert security.',
    },
    'vault-of-another': {
      title: 'The vault is somebody else’s',
      action: 'Sign out and sign in as yourself. If it happens again: alert security.',
    },
    'vault-invalid': {
      title: 'The vault is damaged',
      action: 'Try again. If it happens again: telephone your operations contact.',
    },
    'log-forked': {
      title: 'The log’s history was altered',
      action:
        'It disagrees with what the browser has kept or the witnesses have signed. Stop using the gateway. Alert security.',
    },
    'log-not-cosigned': {
      title: 'Too few witnesses have signed the log',
      action:
        'Wait a minute and try again. If it remains: telephone your operations contact. If it is urgent, telephone the receiver.',
    },
    'roster-not-logged': {
      title: 'A roster is not in the log',
      action: 'Do not trust what is shown. Alert security.',
    },
    'roster-rolled-back': {
      title: 'The gateway shows an older roster',
      action: 'Do not trust what is shown. Alert security.',
    },
    'node-key-wrong': {
      title: 'The gateway has another key than the one you trust',
      action: 'Stop working here. Alert security.',
    },
    'colleague-unknown': {
      title: 'The colleague is no longer waiting',
      action: 'Look again. Somebody else may have handed the key over.',
    },
    'message-untrustworthy': {
      title: 'The message could not be verified and is not shown',
      action:
        'It is not certain who wrote it, or that it is unaltered. Telephone the sender, read out the number of the case and ask for a new one. If it happens again: alert security.',
    },
    'keyring-not-ours': {
      title: 'The message is locked with a key that you do not have',
      action:
        'Ask a colleague of the function to hand the key over under My keys, or to take the message.',
    },
    'agency-not-pinned': {
      title: 'Your browser does not know the sender’s agency',
      action: 'Ask your custodian for a new introduction, or a colleague to take the message.',
    },
    locked: {
      title: 'The keys are locked',
      action: 'Unlock them. What you wrote is kept.',
    },
    'worker-failed': {
      title: 'The page could not start',
      action: 'Load the page again. If it happens again: telephone your operations contact.',
    },
    unexpected: {
      title: 'Something went wrong',
      action: 'Load the page again. If it happens again: telephone your operations contact.',
    },
  },
})
