import { words } from './language.ts'

/** The member's own keys: the first visit, unlocking, being admitted, colleagues. */
export const keysWords = words({
  sv: {
    asking: 'Ser efter om dina nycklar är upplåsta …',
    looking: 'Ser efter …',
    working: 'Arbetar. Det tar några sekunder …',
    firstTitle: 'Skapa dina nycklar',
    first:
      'Meddelanden öppnas och skrivs under med nycklar som bara du har. De skapas här, på din dator. Slussen förvarar dem i ett valv som den inte kan öppna.',
    wasSeen:
      'Slussen säger att du inte har några nycklar, men i den här webbläsaren har de funnits. Skapa inga nya förrän du har frågat er behörighetsansvarige.',
    passkeyTitle: 'Med passernyckel',
    passkey:
      'Du låser upp med fingeravtryck, ansikte, pinkod eller en säkerhetsnyckel. Välj det om din dator har det.',
    makePasskey: 'Skapa med passernyckel',
    passphraseTitle: 'Med lösenfras',
    passphraseHow:
      'Minst tolv tecken, gärna fyra ord som inte hör ihop. Du får också en återställningskod att skriva ut: utan den öppnar lösenfrasen ingenting på en annan dator.',
    passphrase: 'Lösenfras',
    passphraseAgain: 'Lösenfrasen en gång till',
    differ: 'De två lösenfraserna är olika.',
    tooShort: 'Lösenfrasen ska ha minst tolv tecken.',
    makePassphrase: 'Skapa med lösenfras',
    codeTitle: 'Skriv ut återställningskoden',
    code: 'Koden behövs när du byter dator eller rensar webbläsaren. Ingen annan har den, och den visas bara nu. Förvara den inlåst, inte tillsammans med lösenfrasen.',
    print: 'Skriv ut',
    codeTyped: 'Skriv de sista fem tecknen, så att vi vet att du har den',
    codeWrong: 'Det är inte de sista fem tecknen.',
    codeKept: 'Jag har koden',
    lockedTitle: 'Lås upp dina nycklar',
    unlockPasskey: 'Lås upp med passernyckel',
    unlock: 'Lås upp',
    newDevice:
      'Här har din lösenfras inte använts förut, eller så har webbläsaren rensats. Då behövs också återställningskoden som du skrev ut.',
    recoveryCode: 'Återställningskod',
    groupWrong: 'Grupp {{groups}} är felskriven. Jämför med pappret.',
    lostTitle: 'Kommer du inte in?',
    lost: 'Har du varken passernyckel, eller lösenfras och återställningskod, kan ingen öppna valvet åt dig. Då får du börja om: dina nycklar och utkast försvinner, och er behörighetsansvarige får släppa in dig på nytt. Det som kollegorna har kan de fortfarande läsa.',
    lostSure: 'Ja, radera mitt valv och börja om',
    callTitle: 'Ring er behörighetsansvarige',
    call: 'Ni läser upp var sitt kontrolltal för varandra. Då vet ni båda att ingen har bytt ut något på vägen.',
    yours: 'Ditt kontrolltal',
    yoursHow: 'Läs upp det. Den behörighetsansvarige skriver in det hos sig.',
    theirs: 'Den behörighetsansvariges kontrolltal',
    theirsHow: 'Skriv in det som läses upp: fem grupper med fyra tecken.',
    theirsWait:
      'Introduktionen har inte kommit än. Den kommer när den behörighetsansvarige har släppt in dig.',
    look: 'Se efter igen',
    trust: 'Det stämmer',
    admissionTitle: 'Din behörighet är inte publicerad än',
    admission: 'Er behörighetsansvarige publicerar den. Du behöver inte göra något mer.',
    title: 'Mina nycklar',
    attend: 'Se vad du kan göra',
    attention: 'Det är något med dina nycklar.',
    newIntroduction:
      'Er behörighetsansvarige har lämnat en ny introduktion. Ring, och skriv in det kontrolltal som läses upp.',
    moreTitle: 'Fler sätt att låsa upp',
    addPasskey: 'Lägg till en passernyckel',
    added: 'Passernyckeln är tillagd.',
    setPassphrase: 'Byt lösenfras och återställningskod',
    setPassphraseHow:
      'Den gamla lösenfrasen, den gamla koden och alla passernycklar slutar gälla. Lägg till dina passernycklar på nytt efteråt. När du har visat att du har den nya koden raderar slussen de äldre valven: de kan inte tas tillbaka. Kan någon ha sett lösenfrasen och koden: säg det till er behörighetsansvarige, för då ska också nycklarna bytas.',
    hasEarlier:
      'Äldre valv finns kvar hos slussen, och det som låste upp dina nycklar före bytet öppnar dem. De raderas när du har loggat in på nytt och låst upp. Finns de kvar även då: ring er driftkontakt.',
    hasEarlierGo: 'Logga in igen',
    earlierTitle: 'Valv som har ersatts eller raderats',
    earlier:
      'Valv sparas en månad efter att de ersatts eller raderats, men inte om du har bytt lösenfras sedan dess. Har någon annan gjort det åt dig kan du ta tillbaka ditt.',
    earlierFrom: 'Ta tillbaka det som gällde till {{time}}',
    toColleagues: 'Kollegor som väntar på läsnyckel',
    missing:
      'Du saknar läsnyckeln till {{function}}. Be en kollega i funktionen att lämna över den, under Kollegor som väntar.',
    changed:
      'Läsnyckeln till {{function}} har bytts och du har inte fått den nya. Fråga er behörighetsansvarige. Vet ingen om bytet: larma er säkerhetsansvariga.',
    colleaguesTitle: 'Kollegor som väntar på läsnyckel',
    colleagues:
      'Ring kollegan på ett nummer som du redan har. Kollegan läser upp sitt kontrolltal, och du skriver in det.',
    noColleagues: 'Ingen väntar.',
    handOver: 'Lämna över',
    handedOver: 'Nyckeln är överlämnad till {{name}}. Kollegan låser och låser upp för att få den.',
  },
  en: {
    asking: 'Looking whether your keys are unlocked …',
    looking: 'Looking …',
    working: 'Working. This takes a few seconds …',
    firstTitle: 'Make your keys',
    first:
      'Messages are opened and signed with keys that only you have. They are made here, on your computer. The gateway keeps them in a vault that it cannot open.',
    wasSeen:
      'The gateway says that you have no keys, but they have been in this browser. Make no new ones before you have asked your custodian.',
    passkeyTitle: 'With a passkey',
    passkey:
      'You unlock with fingerprint, face, PIN or a security key. Choose this if your computer has it.',
    makePasskey: 'Make them with a passkey',
    passphraseTitle: 'With a passphrase',
    passphraseHow:
      'At least twelve characters, preferably four words that do not belong together. You also get a recovery code to print: without it the passphrase opens nothing on another computer.',
    passphrase: 'Passphrase',
    passphraseAgain: 'The passphrase once more',
    differ: 'The two passphrases differ.',
    tooShort: 'The passphrase must have at least twelve characters.',
    makePassphrase: 'Make them with a passphrase',
    codeTitle: 'Print the recovery code',
    code: 'The code is needed when you change computer or clear the browser. Nobody else has it, and it is shown only now. Keep it locked away, not together with the passphrase.',
    print: 'Print',
    codeTyped: 'Type the last five characters, so that we know you have it',
    codeWrong: 'Those are not the last five characters.',
    codeKept: 'I have the code',
    lockedTitle: 'Unlock your keys',
    unlockPasskey: 'Unlock with passkey',
    unlock: 'Unlock',
    newDevice:
      'Your passphrase has not been used here before, or the browser was cleared. Then the recovery code that you printed is needed too.',
    recoveryCode: 'Recovery code',
    groupWrong: 'Group {{groups}} is mistyped. Compare with the paper.',
    lostTitle: 'Can’t you get in?',
    lost: 'If you have neither passkey, nor passphrase and recovery code, nobody can open the vault for you. Then you start again: your keys and drafts are gone, and your custodian admits you again. Your colleagues can still read what they have.',
    lostSure: 'Yes, delete my vault and start again',
    callTitle: 'Telephone your custodian',
    call: 'You each read a fingerprint out to the other. Then both know that nobody has exchanged anything on the way.',
    yours: 'Your fingerprint',
    yoursHow: 'Read it out. The custodian types it.',
    theirs: 'The custodian’s fingerprint',
    theirsHow: 'Type what is read out: five groups of four characters.',
    theirsWait: 'The introduction has not come yet. It comes when the custodian has admitted you.',
    look: 'Look again',
    trust: 'It is right',
    admissionTitle: 'Your authority is not published yet',
    admission: 'Your custodian publishes it. You need do no more.',
    title: 'My keys',
    attend: 'See what you can do',
    attention: 'Your keys need attention.',
    newIntroduction:
      'Your custodian has left a new introduction. Telephone, and type the fingerprint that is read out.',
    moreTitle: 'More ways to unlock',
    addPasskey: 'Add a passkey',
    added: 'The passkey is added.',
    setPassphrase: 'Change passphrase and recovery code',
    setPassphraseHow:
      'The old passphrase, the old code and all passkeys stop working. Add your passkeys again afterwards. Once you have shown that you have the new code, the gateway deletes the earlier vaults: they cannot be taken back. If somebody may have seen the passphrase and the code: tell your custodian, as the keys must then be changed too.',
    hasEarlier:
      'The gateway still keeps earlier vaults, and what unlocked your keys before the change opens them. They are deleted once you have signed in anew and unlocked. If they are still there then: telephone your operations contact.',
    hasEarlierGo: 'Sign in again',
    earlierTitle: 'Vaults that were replaced or deleted',
    earlier:
      'Vaults are kept for a month after they were replaced or deleted, but not if you have changed your passphrase since. If somebody else did that, you can take yours back.',
    earlierFrom: 'Take back the one that held until {{time}}',
    toColleagues: 'Colleagues who wait for a reading key',
    missing:
      'You lack the reading key of {{function}}. Ask a colleague in the function to hand it over, under Colleagues who wait.',
    changed:
      'The reading key of {{function}} was changed and you have not got the new one. Ask your custodian. If nobody knows of the change: alert security.',
    colleaguesTitle: 'Colleagues who wait for a reading key',
    colleagues:
      'Telephone the colleague on a number that you already have. The colleague reads out the fingerprint, and you type it.',
    noColleagues: 'Nobody is waiting.',
    handOver: 'Hand over',
    handedOver: 'The key is handed over to {{name}}. The colleague locks and unlocks to get it.',
  },
})
