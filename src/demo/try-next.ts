import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { BuiltAgency } from './build-town.ts'
import { riskAssessmentDraft } from './drafts.ts'
import type { Narrator } from './narrator.ts'
import type { OpenTown } from './open-town.ts'
import type { Played } from './play.ts'

/** Says what to try while everything is running: commands that work as they stand, from the project's folder. */
export async function suggestNext(
  narrator: Narrator,
  town: OpenTown,
  dir: string,
  { files, log }: Played,
): Promise<void> {
  const draft = join(dir, 'underlag.json')
  await writeFile(draft, `${JSON.stringify(riskAssessmentDraft(Date.now()), null, 2)}\n`, {
    mode: 0o600,
  })
  const { police, socialBoard, gateway } = town
  const run = ({ actor }: BuiltAgency, words: string) =>
    `SLUSS_FOLDER=${actor.folder} SLUSS_PASSPHRASE_FILE=${actor.passphrases} npm run -s sluss -- ${words}`

  narrator.chapter({ sv: 'Prova själv', en: 'Try it yourself' })
  narrator.say({
    sv: `Slussen är igång igen på ${gateway.origin} (loggen fortsatte där den var). Öppna ett fönster till i samma mapp som det här.`,
    en: `The gateway is up again at ${gateway.origin} (its log went on where it was). Open another window in the same folder as this one.`,
  })
  const suggestions = [
    {
      text: { sv: 'Läs Ylvas inkorg', en: 'Read Ylva’s inbox' },
      command: run(socialBoard, 'inbox --as ylva'),
    },
    {
      text: {
        sv: 'Ändra i underlaget (ta bort en rättslig grund eller skriv ett personnummer i den fria texten) och fråga lagen',
        en: 'Change the draft (take out a legal ground, or write an identity number in the free text) and ask the law',
      },
      command: run(police, `dry-run ${draft} --as klas`),
    },
    {
      text: { sv: 'Skicka det', en: 'Send it' },
      command: run(police, `send ${draft} --as klas`),
    },
    {
      text: { sv: 'Kontrollera ett bevis', en: 'Verify evidence' },
      command: run(police, `verify ${files.countersigned}`),
    },
    {
      text: {
        sv: 'Kontrollera hela loggen, och att båda vittnena har sett den',
        en: 'Verify the whole log, and that both witnesses have seen it',
      },
      command: run(police, `log verify --policy ${log.policy}`),
    },
    {
      text: {
        sv: 'Ändra något i den speglade loggen och kontrollera den',
        en: 'Change something in the mirrored log, and verify it',
      },
      command: run(police, `log verify ${log.mirror}`),
    },
    {
      text: {
        sv: 'Se hur mycket av loggen polisens vittne har gått i god för',
        en: 'See how much of the log the witness of the police has vouched for',
      },
      command: `npm run -s sluss -- witness show ${town.witnesses[0]!.folder}`,
    },
    {
      text: { sv: 'Alla kommandon', en: 'All commands' },
      command: 'npm run -s sluss -- --help',
    },
    {
      text: { sv: 'Gränssnittet för andra system', en: 'The interface for other systems' },
      command: `${gateway.origin}/docs`,
    },
  ]
  for (const { text, command } of suggestions) {
    narrator.blank()
    narrator.say(text)
    narrator.show([command])
  }
}
