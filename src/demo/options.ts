import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import type { Language, LocalText } from '../protocol/statements/local-text.ts'
import { DemoError } from './errors.ts'

/** How the demonstration was asked to run. */
export interface DemoOptions {
  /** Ends after the story. */
  readonly once: boolean
  readonly language: Language
  /** Port of the gateway on 127.0.0.1; 0: a free one. */
  readonly port: number
  readonly dir: string
  readonly help: boolean
}

const DEFAULT_PORT = 8407

/**
 * Inside the checkout; for root in the temporary folder, because PostgreSQL then runs as another user, who may not be able to
 * walk to the checkout.
 */
function defaultFolder(): string {
  return process.getuid?.() === 0
    ? join(tmpdir(), 'sluss-demo')
    : resolve(import.meta.dirname, '../../.sluss/demo')
}

/** Shown by `--help`. */
export const DEMO_HELP: LocalText = {
  sv: `npm run demo -- [val]

Spelar en påhittad kommuns första dag med Sluss: en riktig sluss, en riktig databas och två verksamheters program på
den här datorn. Stannar uppe efteråt så att du kan prova själv.

  --once       avslutar efter berättelsen; slutkod 0 bara om varje steg höll
  --lang en    på engelska
  --port N     slussens port (${DEFAULT_PORT}); 0 väljer en ledig
  --dir MAPP   mapp för nycklar och databas (${defaultFolder()}); töms vid start om en demonstration lämnade den
  --help       den här texten`,
  en: `npm run demo -- [options]

Plays the first day with Sluss in a made-up municipality: a real gateway, a real database and the clients of two
agencies on this computer. Stays up afterwards for you to try things.

  --once       ends after the story; exit code 0 only if every step held
  --lang en    in English
  --port N     port of the gateway (${DEFAULT_PORT}); 0 takes a free one
  --dir FOLDER folder for keys and database (${defaultFolder()}); emptied at start if a demonstration left it
  --help       this text`,
}

/** Reads the command line; throws DemoError `option-unknown`. */
export function parseDemoOptions(argv: readonly string[]): DemoOptions {
  const { once, lang, port, dir, help } = parse(argv)
  if (lang !== 'sv' && lang !== 'en') throw new DemoError('option-unknown', `--lang ${lang}`)
  if (!/^\d{1,5}$/.test(port) || Number(port) > 65_535)
    throw new DemoError('option-unknown', `--port ${port}`)
  return { once, language: lang, port: Number(port), dir: resolve(dir), help }
}

function parse(argv: readonly string[]) {
  try {
    return parseArgs({
      args: [...argv],
      options: {
        once: { type: 'boolean', default: false },
        lang: { type: 'string', default: 'sv' },
        port: { type: 'string', default: String(DEFAULT_PORT) },
        dir: { type: 'string', default: defaultFolder() },
        help: { type: 'boolean', default: false },
      },
    }).values
  } catch (cause) {
    throw new DemoError('option-unknown', argv.join(' '), { cause })
  }
}
