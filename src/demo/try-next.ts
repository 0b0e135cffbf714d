import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { LOG_EXIT } from '../cli/exit-code.ts'
import type { ExitCode } from '../cli/exit-code.ts'
import type { LocalText } from '../protocol/statements/local-text.ts'
import { runAs } from './command-line.ts'
import { riskAssessmentDraft } from './drafts.ts'
import type { Narrator } from './narrator.ts'
import type { OpenTown } from './open-town.ts'
import type { Played } from './play.ts'
import { DAMAGED } from './scenes/log.ts'
import { sluss } from './sluss.ts'

/** A command that works as it stands, from the project's folder. */
interface Suggestion {
  readonly text: LocalText
  readonly command: string
  /** What the command ends with, where that is not 0: it tells of something wrong. */
  readonly exit?: ExitCode
}

/** Suggestions that belong together, for one kind of reader. */
interface Section {
  readonly title: LocalText
  readonly suggestions: readonly Suggestion[]
}

/** What suggestions are made of. */
interface Stage {
  readonly town: OpenTown
  readonly dir: string
  readonly played: Played
}

/** Says what to try while everything is running. */
export async function suggestNext(
  narrator: Narrator,
  town: OpenTown,
  dir: string,
  played: Played,
): Promise<void> {
  const draft = join(dir, 'underlag.json')
  await writeFile(draft, `${JSON.stringify(riskAssessmentDraft(Date.now()), null, 2)}\n`, {
    mode: 0o600,
  })
  const stage = { town, dir, played }
  const { origin } = town.gateway
  narrator.chapter({ sv: 'Prova själv', en: 'Try it yourself' })
  narrator.say({
    sv: `Slussen är igång igen på ${origin} (loggen fortsatte där den var). Öppna ett fönster till i samma mapp som det här.`,
    en: `The gateway is up again at ${origin} (its log went on where it was). Open another window in the same folder as this one.`,
  })
  for (const { title, suggestions } of [
    suggestWriting(stage, draft),
    await suggestReview(stage, narrator),
    suggestOperations(stage),
    suggestLog(stage),
    suggestMore(stage),
  ]) {
    narrator.blank()
    narrator.say({ sv: `– ${title.sv} –`, en: `– ${title.en} –` })
    for (const suggestion of suggestions) show(narrator, suggestion)
  }
}

function show(narrator: Narrator, { text, command, exit }: Suggestion): void {
  const code =
    exit === undefined
      ? { sv: '', en: '' }
      : { sv: ` (slutkod ${exit})`, en: ` (exit code ${exit})` }
  narrator.blank()
  narrator.say({ sv: `${text.sv}${code.sv}`, en: `${text.en}${code.en}` })
  narrator.show([command])
}

function suggestWriting({ town: { police, socialBoard } }: Stage, draft: string): Section {
  return {
    title: { sv: 'Den som handlägger', en: 'Who handles cases' },
    suggestions: [
      {
        text: { sv: 'Läs Ylvas inkorg', en: 'Read Ylva’s inbox' },
        command: runAs(socialBoard, 'inbox --as ylva'),
      },
      {
        text: {
          sv: 'Ändra i underlaget (ta bort en rättslig grund eller skriv ett personnummer i den fria texten) och fråga lagen',
          en: 'Change the draft (take out a legal ground, or write an identity number in the free text) and ask the law',
        },
        command: runAs(police, `dry-run ${draft} --as klas`),
      },
      {
        text: { sv: 'Skicka det', en: 'Send it' },
        command: runAs(police, `send ${draft} --as klas`),
      },
    ],
  }
}

/** The record is asked for as Kim would: one that waits is named, so that the command works as it stands. */
async function suggestReview(
  { town: { police }, dir, played }: Stage,
  { language }: Narrator,
): Promise<Section> {
  const kim = { ...police.actor, as: 'kim' }
  const queue = await sluss(['review', 'queue'], kim, language)
  const { rows } = queue.json as { readonly rows: readonly { readonly record: string }[] }
  const waiting = rows.slice(0, 1).flatMap(({ record }): Suggestion[] => [
    {
      text: {
        sv: 'Se en av dem, och vem det var (det loggas)',
        en: 'See one of them, and who it was (which is recorded)',
      },
      command: runAs(police, `review show ${record} --as kim`),
    },
    {
      text: { sv: 'Avgör den', en: 'Decide it' },
      command: runAs(police, `review decide ${record} ok --as kim`),
    },
  ])
  const lastYear = new Date().getUTCFullYear() - 1
  const reference = played.assessment.case
  return {
    title: { sv: 'Den som granskar', en: 'Who reviews' },
    suggestions: [
      {
        text: {
          sv: 'Se vad som ska granskas, och varför',
          en: 'See what is to be reviewed, and why',
        },
        command: runAs(police, 'review queue --as kim'),
      },
      ...waiting,
      {
        text: {
          sv: 'Se allt som polisen har gjort i ärendet',
          en: 'See all that the police did in the case',
        },
        command: runAs(police, `review timeline --case ${reference} --as kim`),
      },
      {
        text: {
          sv: 'Ta fram ett utdrag till den utsatta: vad som gjorts med hennes uppgifter, aldrig av vem',
          en: 'Make an extract for the victim: what was done with data about her, never by whom',
        },
        command: runAs(
          police,
          `extract ${reference} --role victim --asker subject --delivery in-person -o ${join(dir, 'utdrag')} --as kim`,
        ),
      },
      {
        text: {
          sv: 'Kontrollera att utdraget är oförändrat',
          en: 'Verify that the extract is unaltered',
        },
        command: runAs(police, `export verify ${join(dir, 'utdrag')}`),
      },
      {
        text: {
          sv: 'Hämta en rapport utan namn (förra året: då fanns inget att räkna)',
          en: 'Fetch a report without names (last year, when there was nothing to count)',
        },
        command: runAs(police, `report ${lastYear} -o ${join(dir, 'rapport')} --as kim`),
      },
    ],
  }
}

function suggestOperations({ town: { police, socialBoard } }: Stage): Section {
  const to = `${socialBoard.agency.id}/drift`
  return {
    title: { sv: 'Den som driver', en: 'Who operates' },
    suggestions: [
      {
        text: {
          sv: 'Skicka dagens provmeddelande hela vägen',
          en: 'Send the day’s trial message the whole way',
        },
        command: runAs(police, `probe --to ${to} --as drift`),
      },
      {
        text: {
          sv: 'Öppna det på andra sidan, så som en mottagare gör',
          en: 'Open it on the other side, as a receiver does',
        },
        command: runAs(socialBoard, 'probe --as drift'),
      },
      {
        text: {
          sv: 'Stäm av dagen hittills: skickat = levererat = öppnat + oöppnat',
          en: 'Reconcile today so far: sent = delivered = opened + unopened',
        },
        command: runAs(police, 'reconcile --so-far --as drift'),
      },
    ],
  }
}

function suggestLog({ town, dir, played: { files, log } }: Stage): Section {
  const { police } = town
  const verify = (name: string) => runAs(police, `log verify ${join(dir, name)}`)
  const proof = join(dir, 'kvitto.tlog-proof')
  return {
    title: { sv: 'Den som inte litar på någon', en: 'Who trusts nobody' },
    suggestions: [
      {
        text: { sv: 'Kontrollera ett bevis', en: 'Verify evidence' },
        command: runAs(police, `verify ${files.countersigned}`),
      },
      {
        text: {
          sv: 'Kontrollera hela loggen, och att båda vittnena har sett den',
          en: 'Verify the whole log, and that both witnesses have seen it',
        },
        command: runAs(police, `log verify --policy ${log.policy}`),
      },
      {
        text: {
          sv: 'Spegla det som har kommit sedan sist, och kontrollera spegeln. Ändra sedan något i den och kontrollera igen',
          en: 'Mirror what has come since last time, and verify the mirror. Then change something in it and verify again',
        },
        command: runAs(
          police,
          `log mirror ${log.mirror} && ${runAs(police, `log verify ${log.mirror}`)}`,
        ),
      },
      {
        text: { sv: 'En kopia där en post är ändrad', en: 'A copy in which a record was edited' },
        command: verify(DAMAGED.editedRecord),
        exit: LOG_EXIT['log-record-altered'],
      },
      {
        text: { sv: 'En kopia där slutet är kapat', en: 'A copy whose end was cut off' },
        command: verify(DAMAGED.cutTail),
        exit: LOG_EXIT['log-rolled-back'],
      },
      {
        text: {
          sv: 'En kopia där kontrollpunkten är utbytt',
          en: 'A copy whose checkpoint was replaced',
        },
        command: verify(DAMAGED.replacedCheckpoint),
        exit: LOG_EXIT['log-key-wrong'],
      },
      {
        text: {
          sv: 'Hämta ett kvitto på att post 5 står i loggen, och kontrollera det utan slussen',
          en: 'Fetch a receipt that record 5 is in the log, and verify it without the gateway',
        },
        command: runAs(
          police,
          `log prove 5 -o ${proof} && ${runAs(police, `log verify-proof ${proof}`)}`,
        ),
      },
      {
        text: {
          sv: 'Se hur mycket av loggen polisens vittne har gått i god för',
          en: 'See how much of the log the witness of the police has vouched for',
        },
        command: `npm run -s sluss -- witness show ${town.witnesses[0]!.folder}`,
      },
    ],
  }
}

function suggestMore({ town: { gateway } }: Stage): Section {
  return {
    title: { sv: 'Mer', en: 'More' },
    suggestions: [
      {
        text: { sv: 'Alla kommandon', en: 'All commands' },
        command: 'npm run -s sluss -- --help',
      },
      {
        text: { sv: 'Gränssnittet för andra system', en: 'The interface for other systems' },
        command: `${gateway.origin}/docs`,
      },
    ],
  }
}
