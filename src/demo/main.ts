/**
 * `npm run demo`: a made-up municipality's first day with Sluss, told in the terminal and played through the public
 * interface only. `--once` ends after the story; the exit code is 0 only if every step held.
 *
 * @module
 */
import type { Language } from '../protocol/statements/local-text.ts'
import { takeDemoFolder } from './demo-folder.ts'
import { describeDemoError } from './error-text.ts'
import { DemoError } from './errors.ts'
import { choosePort } from './gateway-process.ts'
import { Narrator } from './narrator.ts'
import { DEMO_HELP, parseDemoOptions } from './options.ts'
import type { DemoOptions } from './options.ts'
import { playStory, raiseCurtain } from './play.ts'
import { showSignIn } from './sign-in-guide.ts'
import { suggestNext } from './try-next.ts'

/** Plays the demonstration to its end; when it returns or throws, everything that it started has ended. */
async function run(options: DemoOptions): Promise<void> {
  const narrator = new Narrator(process.stdout, options.language)
  const port = await choosePort(options.port)
  const folder = await takeDemoFolder(options.dir)
  const interrupted = waitForInterrupt()
  const stopped = interrupted.then(() => {
    throw new DemoError('interrupted', '')
  })
  // Told apart below; nobody waits for it once the story is over.
  stopped.catch(() => undefined)
  try {
    const town = await Promise.race([raiseCurtain(narrator, { dir: folder.path, port }), stopped])
    try {
      const played = await Promise.race([playStory(narrator, town, folder.path), stopped])
      narrator.blank()
      narrator.say({
        sv: `Alla ${narrator.held} steg höll. Det som skrevs ligger i ${folder.path}.`,
        en: `All ${narrator.held} steps held. What was written is in ${folder.path}.`,
      })
      if (options.once) return
      const gateway = await town.restartGateway()
      await suggestNext(narrator, town, folder.path, played)
      showSignIn(narrator, town)
      narrator.blank()
      narrator.say({ sv: 'Avsluta med Ctrl-C.', en: 'End with Ctrl-C.' })
      await Promise.race([interrupted, gateway.ended])
    } finally {
      await town.close()
    }
  } finally {
    await folder.release()
  }
}

/** Resolves on Ctrl-C or when told to end. */
async function waitForInterrupt(): Promise<void> {
  await new Promise<void>((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve())
  })
}

/** Tells why it ended: one sentence, and for a step that did not hold the reason behind it. */
function report(error: unknown, language: Language): void {
  if (!(error instanceof DemoError)) throw error
  console.error(`\n${describeDemoError(error)[language]}`)
  if (error.code === 'step-failed') console.error(error.cause)
}

let language: DemoOptions['language'] = 'sv'
try {
  const options = parseDemoOptions(process.argv.slice(2))
  language = options.language
  if (options.help) console.log(DEMO_HELP[language])
  else await run(options)
} catch (error) {
  report(error, language)
  // At once: a scene that was cut off would go on telling.
  process.exit(1)
}
