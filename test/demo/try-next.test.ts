/** What the demonstration's last screen suggests, done as it stands: each ends as the screen says. */
import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import t from 'tap'
import type { Test } from 'tap'
import { launchChromium } from '../browser/chromium.ts'

const ROOT = resolve(import.meta.dirname, '../..')
const MAIN = join(ROOT, 'src/demo/main.ts')

/** A command of the screen, and the exit code that the sentence before it tells. */
interface Shown {
  readonly command: string
  readonly exit: number
}

/** What was told once the demonstration stays up. */
async function told(demo: ChildProcess): Promise<string> {
  let text = ''
  for await (const chunk of demo.stdout!) {
    text += String(chunk)
    if (text.includes('End with Ctrl-C.')) return text
  }
  throw new Error(`it ended before: ${text.slice(-500)}`)
}

/** Commands are indented by five, sentences by three. */
function listShown(screen: string): Shown[] {
  return screen.split('\n\n').flatMap((block) => {
    const commands = block.split('\n').filter((line) => /^ {5}(SLUSS_FOLDER=|npm |http)/.test(line))
    const exit = /\(exit\s+code\s+(\d+)\)/.exec(block)?.[1] ?? '0'
    return commands.map((line) => ({ command: line.trim(), exit: Number(exit) }))
  })
}

async function run(command: string) {
  const child = spawn('bash', ['-c', command], { cwd: ROOT, stdio: ['ignore', 'pipe', 'pipe'] })
  let said = ''
  child.stdout.on('data', (chunk) => (said += String(chunk)))
  child.stderr.on('data', (chunk) => (said += String(chunk)))
  const [exit] = (await once(child, 'close')) as [number | null]
  return { exit, said }
}

t.test('every command of the last screen ends as it says', { timeout: 600_000 }, async (t) => {
  const dir = await mkdtemp(join(tmpdir(), 'sluss-demo-'))
  const words = ['--lang', 'en', '--port', '0', '--dir', dir]
  const demo = spawn(process.execPath, [MAIN, ...words], { stdio: ['ignore', 'pipe', 'inherit'] })
  const ended = once(demo, 'close')
  t.teardown(async () => {
    demo.kill('SIGINT')
    await ended
    await rm(dir, { recursive: true, force: true })
  })
  const [, screen] = (await told(demo)).split('Try it yourself')
  const [tries, guide] = screen!.split('. Sign in\n')
  const shown = listShown(tries!)
  for (const name of ['review queue', 'review show', 'review decide', 'extract', 'report', 'probe'])
    t.ok(
      shown.some(({ command }) => command.includes(`-- ${name}`)),
      name,
    )
  t.same(
    shown.map(({ exit }) => exit).filter((exit) => exit !== 0),
    [18, 13, 10],
  )
  for (const { command, exit } of shown) {
    if (command.startsWith('http')) {
      t.equal((await fetch(command)).status, 200, command)
      continue
    }
    const end = await run(command)
    t.equal(end.exit, exit, `${command.split('-- ').at(-1)}: ${end.said}`)
  }
  await t.test('and who follows the guide works in a browser', (t) => admitInBrowser(t, guide!))
})

/** A newcomer and a member who has worked in a terminal: each is in the inbox after one command of the guide. */
async function admitInBrowser(t: Test, guide: string): Promise<void> {
  const context = await launchChromium()
  t.teardown(() => context.close())
  const page = await context.newPage()
  const origin = /http:\/\/localhost:\d+/.exec(guide)![0]
  for (const name of ['Siv Nyberg-Påhitt', 'Rut Demolin']) {
    await context.clearCookies()
    await page.goto(origin)
    await page.getByRole('button', { name: 'Låtsasby socialnämnd' }).click()
    await page.locator('li', { hasText: name }).getByRole('button').first().click()
    await page.getByLabel('Lösenfras', { exact: true }).fill('åtta hästar i en hage')
    await page.getByLabel('Lösenfrasen en gång till').fill('åtta hästar i en hage')
    await page.getByRole('button', { name: 'Skapa med lösenfras' }).click()
    const code = page.locator('.recovery-code')
    await page.getByLabel(/sista fem tecknen/).fill((await code.textContent())!.slice(-5))
    await page.getByRole('button', { name: 'Jag har koden' }).click()
    await page.getByRole('heading', { name: 'Ring er behörighetsansvarige' }).waitFor()
    const line = guide.split('\n').find((one) => one.includes(`--name "${name}"`))!
    const { exit, said } = await run(line.replace('FINGERPRINT', (await code.textContent())!))
    t.equal(exit, 0, said)
    const [back] = /\b[0-9A-Z]{4}(?:-[0-9A-Z]{4}){4}\b/.exec(said)!
    await page.getByRole('button', { name: 'Se efter igen' }).click()
    await page.getByLabel('Skriv in det som läses upp').fill(back)
    await page.getByRole('button', { name: 'Det stämmer' }).click()
    await page.locator('.acting').waitFor({ timeout: 30_000 })
    await page.goto(`${origin}/log`)
    await page.getByLabel('Lösenfras').fill('åtta hästar i en hage')
    await page.getByRole('button', { name: 'Lås upp', exact: true }).click()
    await page.getByRole('button', { name: 'Kontrollera nu' }).click()
    await page.getByText('Loggen stämmer.').waitFor({ timeout: 60_000 })
    await page.getByText('polisen-sydlanda, latsasby-socialnamnd').waitFor()
  }
}
