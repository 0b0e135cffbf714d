import { buildExtract } from '../../audit/extract/build-extract.ts'
import type {
  Extract,
  ExtractFunction,
  ExtractQuestion,
} from '../../audit/extract/build-extract.ts'
import type { ExtractSource } from '../../audit/extract/build-extract.ts'
import { agencyOf } from '../../protocol/function-id.ts'
import { headOf } from '../../protocol/head.ts'
import { parseStatementUnsafe } from '../../protocol/statement.ts'
import type { ExtractDelivery } from '../../protocol/vocabulary.ts'
import { listErasures } from '../../storage/erasures.ts'
import type { StoredErasure } from '../../storage/erasures.ts'
import { listCase } from '../../storage/extract.ts'
import type { CaseDisclosure } from '../../storage/extract.ts'
import type { Actor } from '../actor.ts'
import type { LocalText } from '../../protocol/statements/local-text.ts'
import { checkRole } from '../checks/standing.ts'
import type { Directory } from '../directory.ts'
import { GatewayError } from '../errors.ts'
import type { Gate } from '../gate.ts'
import { isErased, verifyOpenings } from '../verify-openings.ts'

/** Somebody wants to know what was done with data about him; the compliance officer asks for him. */
export interface ExtractRequest extends ExtractQuestion {
  readonly actor: Actor
  /** The cases that the agency's own files say he is in. */
  readonly cases: readonly string[]
  /** How it will reach him. */
  readonly delivery: ExtractDelivery
}

/** What may be told, and what may not. */
export interface MadeExtract extends Extract {
  /** Disclosures whose facts retention has deleted: nobody knows any more whom they were about. */
  readonly notRetained: number
}

/**
 * The extract for a person from the cases that the officer names, with what is withheld counted. There is no search for a
 * person here: who is in which case, the agency's own case system knows. Recorded case by case before it is answered; a case
 * that the agency has no part in is as one in which nothing was done. Throws `request-invalid` where it is said that what goes through a
 * representative cannot reach the one who is feared, `record-missing` when an opening or a manifest was taken
 * out of the database.
 */
export async function makeExtract(gate: Gate, request: ExtractRequest): Promise<MadeExtract> {
  const { actor, cases, role, mayReachFearedPerpetrator, delivery } = request
  const asked = { role, mayReachFearedPerpetrator, delivery }
  checkRole(gate, actor, ['compliance'])
  if (delivery === 'representative' && !mayReachFearedPerpetrator)
    throw new GatewayError('request-invalid', 'a representative may be under the feared person')
  const sources: ExtractSource[] = []
  const erasures = await listErasures(gate.db)
  let notRetained = 0
  for (const reference of new Set(cases)) {
    const found = await listCase(gate.db, actor.agency, reference)
    for (const one of found) {
      verifyManifestKept(one, erasures)
      await verifyOpenings(gate, actor.agency, one, erasures)
    }
    notRetained += found.filter(({ manifest }) => manifest === null).length
    sources.push(...found.flatMap((one) => sourceOf(gate.directory, one)))
    await gate.writer.append({
      kind: 'event',
      event: 'extract.made',
      agency: actor.agency,
      actor: actor.member,
      case: reference,
      asked,
      counts: { disclosures: found.length },
    })
  }
  return { ...buildExtract(sources, request), notRetained }
}

/** Throws `record-missing` for a manifest that is another than was recorded, or gone although no erasure covers it. */
function verifyManifestKept(
  { manifest, digest, recorded }: CaseDisclosure,
  erasures: readonly StoredErasure[],
): void {
  const isKept = manifest !== null && parseStatementUnsafe('manifest', manifest).digest === digest
  if (!isKept && !(manifest === null && isErased(erasures, recorded)))
    throw new GatewayError('record-missing', 'a manifest is on record and not kept')
}

/** None of a disclosure whose facts retention has deleted: of that nobody here knows whom it was about. */
function sourceOf(
  directory: Directory,
  { manifest, releasedAt, openings }: CaseDisclosure,
): ExtractSource[] {
  if (manifest === null) return []
  const { payload } = parseStatementUnsafe('manifest', manifest)
  const { head } = headOf(payload)
  return [
    {
      releasedAt,
      purpose: head.purpose,
      subjects: head.subjects,
      parts: payload.parts,
      from: describe(directory, head.from.function),
      to: head.to.map((id) => describe(directory, id)),
      hasInvestigationInterest: head.facts['investigationInterest'] === true,
      openings: openings.map((text) => parseStatementUnsafe('open-request', text).payload),
    },
  ]
}

/** As the agency's roster lists it; of one that it no longer lists, as its last key describes it. */
function describe(directory: Directory, id: string): ExtractFunction {
  const view = directory.find(agencyOf(id))
  const payload =
    view?.state?.functions.get(id)?.payload ??
    view?.texts.functionKeys
      .map((text) => parseStatementUnsafe('function-key', text).payload)
      .findLast((former) => former.function === id)
  return {
    id,
    name: payload === undefined ? null : nameBoth(view?.root?.payload.name, payload.name),
    bodyType: view?.root?.payload.bodyType ?? null,
    servesFearedPerpetrator: payload?.servesFearedPerpetrator ?? true,
  }
}

/** A function by its agency's name and its own: two agencies may both have a reception. */
function nameBoth(agency: LocalText | undefined, own: LocalText): LocalText {
  if (agency === undefined) return own
  return { sv: `${agency.sv}, ${own.sv}`, en: `${agency.en}, ${own.en}` }
}
