import type { Command } from '../command.ts'
import { EXIT } from '../exit-code.ts'
import { openWitness, readState } from '../witness-folder.ts'

/** `sluss witness show`: the witness's key and how much of each log it has cosigned. */
export const witnessShow: Command = {
  name: 'witness show',
  summary: {
    sv: 'visa vittnets nyckel och hur mycket av varje logg det har medundertecknat',
    en: 'show the witness’s key and how much of each log it has cosigned',
  },
  positionals: ['MAPP'],
  options: {},
  examples: ['sluss witness show ./vittne'],
  async run(args, { terminal }) {
    const folder = await openWitness(args.positional('MAPP'))
    const checkpoints = await readState(folder)
    const { vkey } = folder
    terminal.result({ vkey, checkpoints: checkpoints.map(({ note }) => note) }, [
      vkey,
      ...checkpoints.map(({ origin, size }) => `${origin}  ${size}`),
    ])
    return EXIT.done
  },
}
