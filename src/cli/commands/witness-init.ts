import { createWitness } from '../witness-folder.ts'
import type { Command } from '../command.ts'
import { CliError } from '../errors.ts'
import { EXIT } from '../exit-code.ts'

/** `sluss witness init`: makes a witness with a key of its own and the state that it begins with. */
export const witnessInit: Command = {
  name: 'witness init',
  summary: {
    sv: 'skapa ett vittne som medundertecknar slussens logg (en gång; nyckel och minne hör ihop)',
    en: 'make a witness that cosigns the gateway’s log (once; key and memory belong together)',
  },
  positionals: ['MAPP'],
  options: {
    name: {
      value: 'NAMN',
      required: true,
      text: {
        sv: 'vittnets namn för alltid, som en adress utan https: vittne.polisen-sydlanda.example',
        en: 'the witness’s name for ever, as an address without https: witness.police.example',
      },
    },
    log: {
      value: 'VKEY',
      required: true,
      multiple: true,
      text: {
        sv: 'loggens nyckel, som ”sluss gateway trust” visade den och ni jämförde i telefon',
        en: 'the log’s key, as “sluss gateway trust” showed it and you compared it by telephone',
      },
    },
  },
  examples: [
    'sluss witness init ./vittne --name vittne.polisen-sydlanda.example --log sluss.example/log+1a2b3c4d+ARpc…',
  ],
  async run(args, { terminal }) {
    const name = args.required('name')
    if (!/^[^\s+]{1,200}$/u.test(name)) throw new CliError('usage', '--name')
    const { path, vkey } = await createWitness(args.positional('MAPP'), {
      name,
      logs: args.list('log'),
    })
    terminal.result({ folder: path, name, vkey }, [vkey])
    terminal.note({
      sv: 'Ge nyckeln till den som driver slussen. Säkerhetskopiera aldrig minnet (state.json) för att läsa tillbaka det: ett vittne som har glömt ska ersättas av ett nytt med ny nyckel.',
      en: 'Give the key to whoever runs the gateway. Never back up the memory (state.json) to restore it: a witness that has forgotten must be replaced by a new one with a new key.',
    })
    return EXIT.done
  },
}
