import { join } from 'node:path'
import { verifyExport } from '../../client/export/verify-export.ts'
import { verifyNoteOf } from '../../client/log-years.ts'
import { parseUtf8 } from '../../protocol/bytes.ts'
import { parseStatementUnsafe } from '../../protocol/statement.ts'
import { verifyInclusion } from '../../protocol/tlog/inclusion.ts'
import { leafHash } from '../../protocol/tlog/merkle.ts'
import type { Command } from '../command.ts'
import { EXIT } from '../exit-code.ts'
import { EXPORT_LIST, EXPORT_PROOF } from '../export/write-export.ts'
import { readInput } from '../input-file.ts'
import { LOG_OPTIONS, readLogTrust } from '../log-place.ts'
import { readReceiptFiles } from '../receipt-files.ts'

/** `sluss export verify`: whether files are what was exported. Needs no network. */
export const exportVerify: Command = {
  name: 'export verify',
  summary: {
    sv: 'kontrollera utan nät att uttagna filer är oförändrade och finns i loggen',
    en: 'verify without network that exported files are unaltered and in the log',
  },
  positionals: ['MAPP'],
  options: { folder: LOG_OPTIONS.folder, log: LOG_OPTIONS.log },
  examples: [
    'sluss export verify ./utdrag --folder ./polisen',
    'sluss export verify ./utdrag --log "sluss.example/log+…"',
  ],
  async run(args, context) {
    const folder = args.positional('MAPP')
    const { log } = await readLogTrust(args, context)
    const text = parseUtf8(await readInput(join(folder, EXPORT_LIST))).trim()
    const statement = parseStatementUnsafe('export', text)
    const receipt = await readReceiptFiles(join(folder, EXPORT_PROOF))
    const { origin, ...checkpoint } = verifyNoteOf(receipt.checkpoint, log)
    verifyInclusion(leafHash(receipt.leaf), receipt.index, checkpoint, receipt.proof)
    const files = new Map<string, Uint8Array>()
    for (const { name } of statement.payload.files)
      files.set(name, await readInput(join(folder, name)))
    const body = verifyExport(statement, files, receipt)
    const { agency, what } = statement.payload
    const { terminal } = context
    terminal.result(
      {
        ok: true,
        origin,
        index: receipt.index,
        agency,
        what,
        at: body.ts,
        files: [...files.keys()],
      },
      [`${agency}  ${body.ts}  ${origin}  ${receipt.index}`, ...files.keys()],
    )
    terminal.note({
      sv: 'Filerna är oförändrade sedan de togs ut.',
      en: 'The files are unaltered since they were exported.',
    })
    return EXIT.done
  },
}
