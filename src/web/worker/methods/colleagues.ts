import { ClientError } from '../../../client/errors.ts'
import { loadAgency } from '../../../client/directory.ts'
import { fingerprintOf, parseFingerprint } from '../../../client/fingerprint.ts'
import { sealFunctionKey } from '../../../client/key-handover.ts'
import { findMember, isInDate, isRevoked } from '../../../protocol/agency-member.ts'
import type { Member } from '../../../protocol/agency-state.ts'
import { verifyEnrolment } from '../../../protocol/enrolment.ts'
import type { Enrolment } from '../../../protocol/enrolment.ts'
import type { LocalText } from '../../../protocol/statements/local-text.ts'
import { deskOf } from '../desk.ts'
import type { Session } from '../session.ts'

/** A colleague who has been admitted and may wait for a function's key. */
export interface Colleague {
  /** `kid` of the colleague's own key. */
  readonly kid: string
  /** As the custodians have signed it. */
  readonly name: string
  /** Functions that both work in. */
  readonly functions: readonly { readonly id: string; readonly name: LocalText }[]
}

interface Admitted {
  readonly enrolment: Enrolment
  readonly member: Member
  readonly shared: Colleague['functions']
}

/** Handing a function's reading key over to a colleague, whose fingerprint was read out. */
export const colleaguesMethods = {
  'colleagues.list': async (session: Session): Promise<readonly Colleague[]> => {
    const admitted = await listAdmitted(session)
    return admitted.map(({ enrolment, member, shared }) => ({
      kid: enrolment.key.kid,
      name: member.payload.name,
      functions: shared,
    }))
  },

  /** Throws ClientError `fingerprint-wrong`, `colleague-unknown`. */
  'colleagues.handOver': async (
    session: Session,
    { kid, typed }: { readonly kid: string; readonly typed: string },
  ): Promise<void> => {
    const { keys } = deskOf(session)
    const colleague = (await listAdmitted(session)).find(
      ({ enrolment }) => enrolment.key.kid === kid,
    )
    if (colleague === undefined)
      throw new ClientError('colleague-unknown', 'no such colleague has been admitted')
    if (parseFingerprint(typed) !== fingerprintOf(kid))
      throw new ClientError('fingerprint-wrong', 'this is not what was read out')
    const { enrolment, member, shared } = colleague
    for (const { id } of shared)
      for (const key of keys.reading.get(id) ?? []) {
        const to = { function: id, member: member.payload.member }
        await session.gateway.handOver(kid, sealFunctionKey(key, to, enrolment.receiving))
      }
  },
}

/** Colleagues whose own key the roster lists, in functions of which this member has the key. */
async function listAdmitted(session: Session): Promise<readonly Admitted[]> {
  const { agency, keys, directory } = deskOf(session)
  const state = loadAgency(await directory(), agency)
  const texts = await session.gateway.colleagues()
  return texts.map(verifyEnrolment).flatMap((enrolment): Admitted[] => {
    const member = findMember(state, enrolment.key.kid)
    if (member === undefined || !isInDate(member, Date.now())) return []
    if (isRevoked(state, member.credential)) return []
    const shared = member.payload.assignments
      .filter(({ function: id }) => keys.reading.has(id))
      .flatMap(({ function: id }) => {
        const name = state.functions.get(id)?.payload.name
        return name === undefined ? [] : [{ id, name }]
      })
    return shared.length === 0 ? [] : [{ enrolment, member, shared }]
  })
}
