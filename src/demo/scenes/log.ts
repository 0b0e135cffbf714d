import assert from 'node:assert/strict'
import { cp, readFile, readdir, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { listBox } from '../../cli/commands/inbox.ts'
import { EXIT, LOG_EXIT } from '../../cli/exit-code.ts'
import { sluss } from '../sluss.ts'
import type { Story } from '../story.ts'
import { policyOf } from '../witness-process.ts'

/** What was written, for people to try on. */
export interface LogFiles {
  /** The log, mirrored. */
  readonly mirror: string
  /** Which witnesses must have cosigned. */
  readonly policy: string
}

/** Runs `sluss log` as the police and gives its exit code. */
type RunLog = (...words: readonly string[]) => Promise<number>

/** The log is verified and mirrored by an agency; what is done to copies of it is found, each by a code of its own. */
export async function playLog(story: Story): Promise<LogFiles> {
  const { narrator, klas, town, dir } = story
  const files = { mirror: join(dir, 'spegel'), policy: join(dir, 'vittnen.policy') }
  await writeFile(files.policy, policyOf(town.log, town.witnesses), { mode: 0o600 })
  const run: RunLog = async (...words) =>
    (await sluss(['log', ...words], klas.agency.actor, narrator.language)).exit
  narrator.chapter({
    sv: 'Loggen, för den som vill se själv',
    en: 'The log, for whoever wants to see',
  })
  await narrator.step(
    {
      sv: 'Polisen kontrollerar hela loggen, post för post, och att båda vittnena har skrivit under: sluss log verify.',
      en: 'The police verify the whole log, record by record, and that both witnesses have signed: sluss log verify.',
    },
    async () => assert.equal(await run('verify', '--policy', files.policy), 0),
  )
  await narrator.step(
    {
      sv: 'De speglar den till en egen mapp som ingen kan ta ifrån dem, och som går att kontrollera utan nät. Ingenting om något ärende går att läsa i den.',
      en: 'They mirror it to a folder of their own that nobody can take away, and that can be verified without network. Nothing about any case can be read in it.',
    },
    async () => {
      assert.equal(await run('mirror', files.mirror, '--policy', files.policy), 0)
      assert.equal(await run('verify', files.mirror), 0)
    },
  )
  await playDamage(story, files.mirror, run)
  await playOlderMirror(story, files, run)
  await playShortLog(story, files.mirror, run)
  return files
}

/** A copy of the mirror that something was done to, for people to try on. */
export const DAMAGED = {
  editedRecord: 'spegel-andrad-post',
  replacedCheckpoint: 'spegel-bytt-kontrollpunkt',
  cutTail: 'spegel-utan-slut',
} as const

async function playDamage({ narrator, dir }: Story, mirror: string, run: RunLog): Promise<void> {
  await narrator.step(
    {
      sv: 'En post ändras i en kopia av mappen. Kontrollen pekar ut den.',
      en: 'A record is edited in a copy of the folder. The verification points it out.',
    },
    async () => {
      const copy = join(dir, DAMAGED.editedRecord)
      await cp(mirror, copy, { recursive: true })
      const path = await findFile(copy, /entries\/.*\d$/)
      const bytes = new Uint8Array(await readFile(path))
      const at = bytes.length - 5
      await writeFile(path, bytes.with(at, bytes[at]! ^ 1))
      assert.equal(await run('verify', copy), LOG_EXIT['log-record-altered'])
    },
  )
  await narrator.step(
    {
      sv: 'I en annan kopia byts kontrollpunkten ut. Den är inte underskriven av loggen.',
      en: 'In another copy the checkpoint is replaced. It is not signed by the log.',
    },
    async () => {
      const copy = join(dir, DAMAGED.replacedCheckpoint)
      await cp(mirror, copy, { recursive: true })
      const path = await findFile(copy, /\/checkpoint$/)
      const note = await readFile(path, 'utf8')
      const other = note.replace(/\n(\d+)\n/, (_, size: string) => `\n${Number(size) - 1}\n`)
      await writeFile(path, other)
      assert.equal(await run('verify', copy), LOG_EXIT['log-key-wrong'])
    },
  )
}

async function playOlderMirror(
  { narrator, klas }: Story,
  { mirror, policy }: LogFiles,
  run: RunLog,
): Promise<void> {
  await narrator.step(
    {
      sv: 'Mer händer, och polisen ser det. Kontrollen säger då att deras spegel är äldre än det de har sett, tills de har speglat det nya.',
      en: 'More happens, and the police see it. The verification then says that their mirror is older than what they have seen, until they have mirrored what is new.',
    },
    async () => {
      await listBox(klas.session, klas.function, 'in')
      assert.equal(await run('verify'), 0)
      assert.equal(await run('verify', mirror), EXIT.attention)
      assert.equal(await run('mirror', mirror, '--policy', policy), 0)
      assert.equal(await run('verify', mirror), 0)
    },
  )
}

async function playShortLog({ narrator, dir }: Story, mirror: string, run: RunLog): Promise<void> {
  await narrator.step(
    {
      sv: 'I en tredje kopia kapas loggens slut: kontrollpunkten byts mot en äldre, som loggen verkligen har skrivit under. Det märks ändå: den som har speglat har sett mer.',
      en: 'In a third copy the end of the log is cut off: the checkpoint is replaced by an older one, which the log did sign. It is noticed all the same: whoever mirrored has seen more.',
    },
    async () => {
      const copy = join(dir, DAMAGED.cutTail)
      await cp(mirror, copy, { recursive: true })
      const [older] = await listSizes(await findFolder(copy, 'checkpoints'))
      await cp(older!, await findFile(copy, /\/checkpoint$/))
      assert.equal(await run('verify', copy), LOG_EXIT['log-rolled-back'])
    },
  )
}

/** The checkpoints that the mirror was brought up to date under, the first one first. */
async function listSizes(folder: string): Promise<string[]> {
  const sizes = (await readdir(folder)).map(Number).toSorted((a, b) => a - b)
  return sizes.map((size) => join(folder, String(size)))
}

async function findFolder(folder: string, name: string): Promise<string> {
  return dirname(await findFile(folder, new RegExp(`/${name}/\\d+$`)))
}

/** The first file below the folder whose path is such. */
async function findFile(folder: string, pattern: RegExp): Promise<string> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  const paths = entries.filter((entry) => entry.isFile()).map((e) => join(e.parentPath, e.name))
  return paths.find((path) => pattern.test(path))!
}
