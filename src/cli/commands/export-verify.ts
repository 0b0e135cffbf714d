import { readFile, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { ClientError } from '../../client/errors.ts'
import type { ExportFiles } from '../../client/export/export-statement.ts'
import { verifyExport } from '../../client/export/verify-export.ts'
import { verifyNoteOf } from '../../client/log-years.ts'
import { parseUtf8 } from '../../protocol/bytes.ts'
import { parseStatementUnsafe } from '../../protocol/statement.ts'
import { verifyInclusion } from '../../protocol/tlog/inclusion.ts'
import { leafHash } from '../../protocol/tlog/merkle.ts'
import type { Command } from '../command.ts'
import { EXIT } from '../exit-code.ts'
import {
  EXPORT_CONSISTENCY,
  EXPORT_LIST,
  EXPORT_PROOF,
  EXPORT_SUMS,
  sumsOf,
} from '../../client/export/proven-export.ts'
import { readInput } from '../input-file.ts'
import { LOG_OPTIONS, readLogTrust } from '../log-place.ts'
import { readReceiptFiles } from '../receipt-files.ts'

/** The files beside the exported ones, which prove them. */
const PROOFS: readonly string[] = [
  EXPORT_LIST,
  EXPORT_CONSISTENCY,
  EXPORT_SUMS,
  ...['', '.leaf', '.record'].map((end) => `${EXPORT_PROOF}${end}`),
]

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
    const files = await readExport(folder)
    const body = verifyExport(statement, files, receipt)
    await verifySums(folder, files)
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

/** Every file of the folder but what proves them, and what a file manager leaves: one too many is as wrong as one too few. */
async function readExport(folder: string): Promise<Map<string, Uint8Array>> {
  const files = new Map<string, Uint8Array>()
  for (const name of await readdir(folder))
    if (!PROOFS.includes(name) && !name.startsWith('.'))
      files.set(name, await readInput(join(folder, name)))
  return files
}

/** What `sha256sum -c` goes by is of the same files. */
async function verifySums(folder: string, files: ExportFiles): Promise<void> {
  const sums = await readFile(join(folder, EXPORT_SUMS), 'utf8').catch(() => '')
  if (sums !== sumsOf(files)) throw new ClientError('export-altered', 'the sums are of other files')
}
