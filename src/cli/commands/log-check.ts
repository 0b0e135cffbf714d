import { ClientError } from '../../client/errors.ts'
import { buildLogProofs } from '../../client/gateway-log-proofs.ts'
import { parseKept } from '../../client/kept.ts'
import { keepNewestCheckpoint } from '../../client/verified-log.ts'
import { parseUtf8 } from '../../protocol/bytes.ts'
import { parseCheckpointUnsafe } from '../../protocol/tlog/checkpoint.ts'
import { parseVerifierKey } from '../../protocol/tlog/note.ts'
import type { LocalText } from '../../protocol/statements/local-text.ts'
import type { Command } from '../command.ts'
import { FOLDER_OPTION } from '../command.ts'
import { EXIT } from '../exit-code.ts'
import { publicGateway } from '../gateway.ts'
import { openFolder } from '../working-folder.ts'

/** `sluss log check`: the newest checkpoint must extend the one kept. Needs no keys and no token. */
export const logCheck: Command = {
  name: 'log check',
  summary: {
    sv: 'kontrollera att loggen bara har vuxit sedan sist',
    en: 'check that the log has only grown since last time',
  },
  positionals: [],
  options: FOLDER_OPTION,
  examples: ['sluss log check --folder ./polisen'],
  async run(args, context) {
    const folder = await openFolder(args, context)
    const settings = await folder.loadSettings()
    const kept = parseKept(await folder.loadKept())
    const gateway = publicGateway(settings, context)
    if (settings.log === undefined) {
      throw new ClientError('gateway-not-pinned', 'the gateway’s keys have not been compared')
    }
    const newest = parseUtf8(await gateway.checkpoint())
    const checkpoint = await keepNewestCheckpoint(kept.checkpoint, newest, {
      log: parseVerifierKey(settings.log),
      proofs: buildLogProofs(gateway),
      now: context.clock(),
    })
    await folder.saveKept({ ...kept, checkpoint })
    const { origin, size } = parseCheckpointUnsafe(checkpoint)
    context.terminal.result({ origin, size, checkpoint }, [`${origin}  ${size}`])
    context.terminal.note(kept.checkpoint === undefined ? FIRST : GROWN)
    return EXIT.done
  },
}

const GROWN: LocalText = {
  sv: 'Loggen har bara vuxit sedan sist.',
  en: 'The log has only grown since last time.',
}

const FIRST: LocalText = {
  sv: 'Det är första gången. Kontrollpunkten är sparad, och nästa gång jämförs den.',
  en: 'This is the first time. The checkpoint is kept, and compared next time.',
}
