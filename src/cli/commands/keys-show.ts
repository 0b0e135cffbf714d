import { fingerprintOf } from '../../client/fingerprint.ts'
import { parseSealingJwk } from '../../protocol/sealing-key.ts'
import { parseSigningJwk } from '../../protocol/signing-key.ts'
import { loadStatements } from '../agency/statements.ts'
import type { Command } from '../command.ts'
import { FOLDER_OPTION } from '../command.ts'
import { EXIT } from '../exit-code.ts'
import { openFolder } from '../working-folder.ts'

/** `sluss keys show`: fingerprints of the agency's public keys, to compare by telephone. No key file is opened. */
export const keysShow: Command = {
  name: 'keys show',
  summary: {
    sv: 'visa verksamhetens fingeravtryck, att jämföra i telefon',
    en: 'show the agency’s fingerprints, to compare by telephone',
  },
  positionals: [],
  options: FOLDER_OPTION,
  examples: ['sluss keys show --folder ./polisen'],
  async run(args, context) {
    const folder = await openFolder(args, context)
    const { roots, functionKeys, credentials } = await loadStatements(folder)
    const keys = [
      ...roots.map(({ payload, digest }) => ({
        of: `${payload.agency} (rot ${payload.sequence})`,
        kid: digest,
      })),
      ...functionKeys.map(({ payload }) => ({
        of: payload.function,
        kid: parseSealingJwk(payload.key).kid,
      })),
      ...credentials.map(({ payload }) => ({
        of: payload.name,
        kid: parseSigningJwk(payload.key).kid,
      })),
    ].map((key) => ({ ...key, fingerprint: fingerprintOf(key.kid) }))
    context.terminal.result(
      { keys },
      keys.map(({ of, kid, fingerprint }) => `${fingerprint}  ${kid}  ${of}`),
    )
    return EXIT.done
  },
}
