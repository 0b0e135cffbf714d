import { words } from './language.ts'

/** The page on which anybody can find out whether the log can be trusted. */
export const trustWords = words({
  sv: {
    title: 'Kan jag lita på loggen?',
    intro:
      'Din webbläsare hämtar hela loggen och räknar om den själv. Den tror varken på slussen eller på den som driver den.',
    start: 'Kontrollera nu',
    again: 'Kontrollera igen',
    reading: '{{read}} av {{of}} poster lästa',
    good: 'Loggen stämmer.',
    goodAlone: 'Loggen stämmer med sig själv. Inga vittnen har intygat att andra ser samma logg.',
    bad: 'Loggen stämmer inte. Skicka inget känsligt. Larma er granskare och visa den här sidan.',
    at: 'Kontrollerad {{at}}. Kontrollen står i loggen.',
    atAlone: 'Kontrollerad {{at}}. Att kontrollen står i loggen är inte bevisat.',
    checks: 'Vad som jämfördes',
    check: 'Kontroll',
    compared: 'Vad som jämfördes',
    result: 'Resultat',
    signature: 'Underskrift',
    signatureOf: 'Den senaste kontrollpunkten mot nyckeln som din verksamhet har godkänt: {{key}}',
    witnesses: 'Vittnen',
    witnessesOf:
      'Den senaste kontrollpunkten mot underskrifter av dem som din verksamhet har godkänt: {{names}}',
    witnessesNone:
      'Din verksamhet har inte godkänt några vittnen. Då kan du inte veta att andra ser samma logg som du.',
    kept: 'Samma historia som förut',
    keptOf: 'Kontrollpunkten som din webbläsare hade sparat ({{size}} poster) ingår i loggen',
    keptNone: 'Din webbläsare hade ingen sparad kontrollpunkt att jämföra med',
    records: 'Poster {{origin}}',
    recordsOf: '{{verified}} av {{size}} poster lästa och omräknade mot trädet',
    record: 'Den här kontrollen',
    recordOf: 'Att slussen har antecknat kontrollen, jämfört med loggen: post {{index}}',
    recordNone: 'Att slussen har antecknat kontrollen, jämfört med loggen',
    ok: 'stämmer',
    notCompared: 'inte jämfört',
    unconfirmed: 'inte bekräftat ({{code}})',
    wrong: 'stämmer inte ({{code}})',
    save: 'Spara kontrollpunkten',
    saveHelp:
      'Spara den utanför slussen och jämför nästa gång. Kontrollera utan oss: ”sluss log mirror” och ”sluss log verify”.',
  },
  en: {
    title: 'Can I trust the log?',
    intro:
      'Your browser fetches the whole log and recomputes it. It trusts neither the gateway nor whoever runs it.',
    start: 'Verify now',
    again: 'Verify again',
    reading: '{{read}} of {{of}} entries read',
    good: 'The log checks out.',
    goodAlone:
      'The log is consistent with itself, but no witnesses have vouched that others see the same log.',
    bad: 'The log does not check out. Send nothing sensitive. Alert your compliance officer and show this page.',
    at: 'Verified {{at}}. The verification is in the log.',
    atAlone: 'Verified {{at}}. That the verification is in the log is not proven.',
    checks: 'What was compared',
    check: 'Check',
    compared: 'What was compared',
    result: 'Result',
    signature: 'Signature',
    signatureOf: 'The newest checkpoint against the key that your agency has approved: {{key}}',
    witnesses: 'Witnesses',
    witnessesOf:
      'The newest checkpoint against signatures of those that your agency has approved: {{names}}',
    witnessesNone:
      'Your agency has approved no witnesses, so you cannot know that others see the same log as you.',
    kept: 'The same history as before',
    keptOf: 'The checkpoint that your browser had kept ({{size}} entries) is part of the log',
    keptNone: 'Your browser had no kept checkpoint to compare with',
    records: 'Entries {{origin}}',
    recordsOf: '{{verified}} of {{size}} entries read and recomputed against the tree',
    record: 'This verification',
    recordOf: 'That the gateway has recorded the verification, against the log: entry {{index}}',
    recordNone: 'That the gateway has recorded the verification, against the log',
    ok: 'matches',
    notCompared: 'not compared',
    unconfirmed: 'not confirmed ({{code}})',
    wrong: 'does not match ({{code}})',
    save: 'Save the checkpoint',
    saveHelp:
      'Save it outside the gateway and compare next time. Verify without us: “sluss log mirror” and “sluss log verify”.',
  },
})
