import { addSignature } from '../../protocol/general-jws.ts'
import type { SigningKey } from '../../protocol/signing-key.ts'
import { parseStatementUnsafe, signStatement } from '../../protocol/statement.ts'
import { encodeTime } from '../../protocol/time.ts'
import { newUuid } from '../../protocol/uuid.ts'
import type { CaseType } from '../../protocol/vocabulary.ts'
import type { AgencyFolder } from '../agency-folder.ts'
import type { Context } from '../context.ts'
import { CliError } from '../errors.ts'

/** What a new agreement says. */
export interface NewAgreement {
  readonly parties: readonly string[]
  readonly caseTypes: readonly CaseType[]
  readonly validFrom: number
  readonly validUntil: number
}

/** Writes an agreement, signed by the custodians of this agency. The other parties sign it next. */
export async function createAgreement(
  folder: AgencyFolder,
  agreement: NewAgreement,
  custodians: readonly SigningKey[],
  context: Context,
): Promise<string> {
  await verifyParty(folder, agreement.parties)
  return signStatement(
    'agreement',
    {
      v: 1,
      id: newUuid(context.clock()),
      parties: [...new Set(agreement.parties)].sort(),
      caseTypes: agreement.caseTypes,
      validFrom: encodeTime(agreement.validFrom),
      validUntil: encodeTime(agreement.validUntil),
    },
    ...custodians,
  )
}

/**
 * Adds the signatures of this agency's custodians to an agreement and stores it in the folder, from where
 * `publishStatements` sends it. What it says should have been shown to the custodians first.
 */
export async function signAgreement(
  folder: AgencyFolder,
  text: string,
  custodians: readonly SigningKey[],
): Promise<string> {
  const agreement = parseStatementUnsafe('agreement', text)
  await verifyParty(folder, agreement.payload.parties)
  const signed = new Set(agreement.signers)
  const missing = custodians.filter((key) => !signed.has(key.kid))
  const complete = missing.reduce((soFar, key) => addSignature(soFar, key), text)
  await folder.addStatement({ kind: 'agreement', text: complete })
  return complete
}

async function verifyParty(folder: AgencyFolder, parties: readonly string[]): Promise<void> {
  const { agency } = await folder.loadSettings()
  if (!parties.includes(agency)) throw new CliError('usage', '--with')
}
