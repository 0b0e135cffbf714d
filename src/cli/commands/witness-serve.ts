import { once } from 'node:events'
import type { Server } from 'node:http'
import { join } from 'node:path'
import { Witness } from '../../audit/witness.ts'
import { buildWitnessServer } from '../../audit/witness-server.ts'
import type { WitnessEvent } from '../../audit/witness-server.ts'
import type { LocalText } from '../../protocol/statements/local-text.ts'
import type { Command } from '../command.ts'
import type { Context } from '../context.ts'
import { EXIT } from '../exit-code.ts'
import { listen, listenOptions, untilTold } from '../listen.ts'
import { WitnessEvidence } from '../witness-evidence.ts'
import { holdState, openWitness } from '../witness-folder.ts'

const EVIDENCE = 'evidence.jsonl'
const PORT = 8091

/** `sluss witness serve`: cosigns until it is told to end (SIGINT, SIGTERM). */
export const witnessServe: Command = {
  name: 'witness serve',
  summary: {
    sv: 'kör vittnet: medundertecknar loggen medan den växer (tlog-witness över HTTP)',
    en: 'run the witness: cosigns the log as it grows (tlog-witness over HTTP)',
  },
  positionals: ['MAPP'],
  options: listenOptions(PORT),
  examples: ['sluss witness serve ./vittne --host 10.0.0.7 --port 8091'],
  async run(args, context) {
    const folder = await openWitness(args.positional('MAPP'))
    const state = await holdState(folder)
    try {
      const { signer, logs } = folder
      const witness = new Witness({ signer, logs, state, clock: context.clock })
      const evidence = new WitnessEvidence(join(folder.path, EVIDENCE))
      const server = buildWitnessServer(witness, (event) => void tell(event, evidence, context))
      const url = await listen(server, args, PORT)
      context.terminal.result({ url, vkey: folder.vkey }, [`${folder.vkey}  ${url}`])
      await untilTold()
      await close(server)
      return EXIT.done
    } finally {
      await state.release()
    }
  },
}

/** Lets the answer that is on its way out go. */
async function close(server: Server): Promise<void> {
  server.closeIdleConnections()
  const closed = once(server, 'close')
  server.close()
  await closed
}

/** What somebody must look at. A cosignature every second is not. */
const TOLD: Readonly<Partial<Record<WitnessEvent['outcome'], LocalText>>> = {
  'root-differs': {
    sv: 'loggen visar två historier: samma storlek, en annan rot. Begäran är sparad som bevis. Ring den andra verksamheten.',
    en: 'the log shows two histories: same size, another root. The request is kept as evidence. Telephone the other agency.',
  },
  failed: {
    sv: 'inget kunde medundertecknas: vittnets minne går inte att skriva. Är disken full?',
    en: 'nothing could be cosigned: the witness’s memory cannot be written. Is the disk full?',
  },
}

async function tell(
  { outcome, origin, evidence: request }: WitnessEvent,
  evidence: WitnessEvidence,
  { terminal, clock }: Context,
): Promise<void> {
  const text = TOLD[outcome]
  if (text === undefined) return
  const of = origin === undefined ? '' : `${origin}: `
  terminal.warn({ sv: `${of}${text.sv}`, en: `${of}${text.en}` })
  if (request !== undefined) await evidence.keep({ at: clock(), outcome, request })
}
