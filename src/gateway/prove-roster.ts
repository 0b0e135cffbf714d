import { encodeRecordClaim } from '../protocol/record-claim.ts'
import type { JsonObject } from '../protocol/json.ts'
import { loadAppended } from '../storage/appended.ts'
import type { AgencyView } from './agency-view.ts'
import type { Gate } from './gate.ts'

/** A view is another when anything in it changes, and where a roster stands in the log never does. */
const proven = new WeakMap<AgencyView, Promise<JsonObject>>()

/** Where the log has an agency's roster, so that a reader can check that everybody is shown the same; null without a roster. */
export async function proveRoster(gate: Gate, view: AgencyView): Promise<JsonObject | null> {
  const { state } = view
  if (state === undefined) return null
  const known = proven.get(view)
  if (known !== undefined) return known
  const proof = load(gate, view.agency, state.roster.digest)
  proven.set(view, proof)
  // A database that was away must not be remembered for the roster's lifetime.
  proof.catch(() => proven.delete(view))
  return proof
}

async function load({ db, directory }: Gate, agency: string, digest: string): Promise<JsonObject> {
  const recorded = directory.texts().find((text) => text.digest === digest)!
  return encodeRecordClaim(await loadAppended(db, agency, recorded.recorded))
}
