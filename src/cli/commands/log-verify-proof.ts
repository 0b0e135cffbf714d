import { LogFaultFound } from '../../client/log-fault.ts'
import { findWitnessFault, verifyNoteOf } from '../../client/log-years.ts'
import { parseLeaf, verifyRecordBody } from '../../protocol/record.ts'
import type { RecordBody } from '../../protocol/record.ts'
import { verifyInclusion } from '../../protocol/tlog/inclusion.ts'
import { leafHash } from '../../protocol/tlog/merkle.ts'
import { listCosignatures } from '../../protocol/tlog/policy.ts'
import type { Command } from '../command.ts'
import { EXIT } from '../exit-code.ts'
import { LOG_OPTIONS, readLogTrust } from '../log-place.ts'
import { LOG_EXITS } from '../log-report.ts'
import { readReceiptFiles } from '../receipt-files.ts'
import type { LogReceipt } from '../receipt-files.ts'

/** `sluss log verify-proof`: checks a receipt without any network. */
export const logVerifyProof: Command = {
  name: 'log verify-proof',
  summary: {
    sv: 'kontrollera ett kvitto (.tlog-proof) utan nät',
    en: 'verify a receipt (.tlog-proof) without network',
  },
  positionals: ['KVITTO'],
  options: { folder: LOG_OPTIONS.folder, log: LOG_OPTIONS.log, policy: LOG_OPTIONS.policy },
  examples: [
    'sluss log verify-proof kvitto.tlog-proof --folder ./polisen',
    'sluss log verify-proof kvitto.tlog-proof --log "sluss.example/log+…" --policy vittnen.txt',
  ],
  exits: LOG_EXITS,
  async run(args, context) {
    const trust = await readLogTrust(args, context)
    const receipt = await readReceiptFiles(args.positional('KVITTO'))
    const { origin, size, ...checkpoint } = verifyNoteOf(receipt.checkpoint, trust.log)
    const { log, policy } = trust
    const fault = policy && findWitnessFault(receipt.checkpoint, policy, { log })
    if (fault !== undefined) throw new LogFaultFound({ ...fault, origin })
    const { index, proof, leaf } = receipt
    verifyInclusion(leafHash(leaf), index, { ...checkpoint, size }, proof)
    const says = readRecord(receipt)
    const witnesses = policy === undefined ? [] : listCosignatures(receipt.checkpoint, policy)
    const { terminal } = context
    terminal.result(
      {
        ok: true,
        origin,
        size,
        index,
        witnesses: witnesses.map(({ witness }) => witness),
        ...says,
      },
      [
        `${origin}  ${index}/${size}`,
        ...witnesses.map(
          ({ witness, time }) => `  ${witness}  ${new Date(time * 1000).toISOString()}`,
        ),
        JSON.stringify(says.body ?? says.leaf, null, 2),
      ],
    )
    terminal.note({ sv: 'Kvittot håller.', en: 'The receipt holds.' })
    return EXIT.done
  },
}

/** What the receipt is for; of a closed record without its opening, only that it is there. */
function readRecord({ leaf, opening }: LogReceipt): {
  readonly leaf: ReturnType<typeof parseLeaf>
  readonly body: RecordBody | null
} {
  const body = opening === null ? null : verifyRecordBody(leaf, opening.body, opening.nonce)
  return { leaf: parseLeaf(leaf), body }
}
