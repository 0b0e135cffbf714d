import type { LocalText } from '../protocol/statements/local-text.ts'
import type { DemoError } from './errors.ts'

/** What went wrong and what to do, in one or two sentences. */
export function describeDemoError({ code, detail }: DemoError): LocalText {
  return TEXTS[code](detail)
}

const TEXTS: Readonly<Record<DemoError['code'], (detail: string) => LocalText>> = {
  'database-left-running': (pid) => ({
    sv: `En tidigare demonstration avbröts och dess databas är ännu i gång (process ${pid}). Avsluta den med: kill ${pid}`,
    en: `An earlier demonstration was cut off and its database still runs (process ${pid}). End it with: kill ${pid}`,
  }),
  'disk-full': (path) => ({
    sv: `Det finns för lite ledigt utrymme i ${path}. Demonstrationen behöver 300 MB. Frigör plats eller välj en annan mapp med --dir MAPP.`,
    en: `There is too little free space in ${path}. The demonstration needs 300 MB. Free some, or choose another folder with --dir FOLDER.`,
  }),
  'folder-in-use': (pid) => ({
    sv: `Demonstrationen är redan i gång (process ${pid}). Använd den, eller avsluta den med Ctrl-C i dess fönster. Två samtidigt kräver var sin mapp och port: --dir MAPP --port PORT.`,
    en: `The demonstration is already running (process ${pid}). Use it, or end it with Ctrl-C in its window. Two at once need a folder and a port each: --dir FOLDER --port PORT.`,
  }),
  'folder-not-ours': (path) => ({
    sv: `${path} innehåller annat än en demonstration och rörs inte. Välj en tom mapp med --dir MAPP.`,
    en: `${path} holds something else than a demonstration and is left alone. Choose an empty folder with --dir FOLDER.`,
  }),
  'folder-not-writable': (path) => ({
    sv: `Det går inte att skriva i ${path}. Ge dig själv rätt att skriva där, eller välj en annan mapp med --dir MAPP.`,
    en: `${path} cannot be written to. Give yourself the right to, or choose another folder with --dir FOLDER.`,
  }),
  'witness-not-started': (agency) => ({
    sv: `Vittnet startade inte (${agency}).`,
    en: `The witness did not start (${agency}).`,
  }),
  'gateway-not-started': (words) => ({
    sv: `Slussen startade inte. Det sista den skrev: ${words}`,
    en: `The gateway did not start. The last that it wrote: ${words}`,
  }),
  'web-not-built': (words) => ({
    sv: `Sidan för webbläsaren gick inte att bygga. Det sista som sades: ${words}`,
    en: `The page for the browser could not be built. The last that was said: ${words}`,
  }),
  interrupted: () => ({
    sv: 'Avbruten. Slussen och databasen är avstängda.',
    en: 'Cut off. The gateway and its database are shut down.',
  }),
  'option-unknown': (option) => ({
    sv: `${option} är inget val. Se: npm run demo -- --help`,
    en: `${option} is not an option. See: npm run demo -- --help`,
  }),
  'port-taken': (port) => ({
    sv: `Port ${port} används av ett annat program. Välj en annan: npm run demo -- --port ${Number(port) + 1}`,
    en: `Port ${port} is used by another program. Choose another: npm run demo -- --port ${Number(port) + 1}`,
  }),
  'step-failed': (step) => ({
    sv: `Steget ”${step}” gick inte som det skulle. Berättelsen slutar här, med felkod.`,
    en: `The step “${step}” did not go as it should. The story ends here, with an error code.`,
  }),
}
