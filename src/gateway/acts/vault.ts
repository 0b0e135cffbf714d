import type { FastifyBaseLogger } from 'fastify'
import { deleteVault, findVault, saveVault } from '../../storage/vaults.ts'
import type { VaultName } from '../../storage/vaults.ts'
import { forgetEnrolments } from '../../storage/enrolments.ts'
import type { Db } from '../../storage/db.ts'
import { GatewayError } from '../errors.ts'
import type { Gate } from '../gate.ts'
import { findStanding } from '../sign-in/session-status.ts'
import type { SignIn } from '../sign-in/sign-in.ts'

/** A vault to save: sealed bytes, of which nothing is known here. */
export interface VaultToSave {
  /** How many times it was sealed with this. */
  readonly generation: number
  readonly bytes: Uint8Array
}

/** The person whose vault it is, under a name that tells nothing. */
export function vaultNameOf({ recordKey }: Gate, { agency, iss, sub }: SignIn): VaultName {
  return { agency, person: recordKey.sessionOf(JSON.stringify(['person', iss, sub])) }
}

/** The person's vault. Throws `not-found`. */
export async function loadVault(gate: Gate, signIn: SignIn): Promise<Uint8Array> {
  const found = await findVault(gate.db, vaultNameOf(gate, signIn))
  if (found === undefined) throw new GatewayError('not-found', 'the person has no vault')
  return found
}

/** Saves the person's vault. Safe to repeat. Throws `vault-changed` when another tab or device was first. */
export async function keepVault(
  gate: Gate,
  signIn: SignIn,
  { generation, bytes }: VaultToSave,
): Promise<void> {
  const name = vaultNameOf(gate, signIn)
  if (!(await saveVault(gate.db, { ...name, generation, bytes, now: gate.clock() })))
    throw new GatewayError('vault-changed', 'the vault was saved elsewhere')
  await recordChange(gate, signIn, 'saved')
}

/** Deletes the person's vault, for who can open it no more; that there was none is no fault. */
export async function discardVault(gate: Gate, signIn: SignIn): Promise<void> {
  if (await deleteVault(gate.db, vaultNameOf(gate, signIn)))
    await recordChange(gate, signIn, 'deleted')
}

async function recordChange(gate: Gate, signIn: SignIn, code: string): Promise<void> {
  const { agency } = signIn
  const { member } = await findStanding(gate, signIn)
  await gate.writer.append({ kind: 'event', event: 'vault.changed', agency, actor: member, code })
}

interface ForgetDeps {
  readonly db: Db
  /** ms since 1970. */
  readonly clock: () => number
  readonly log: FastifyBaseLogger
}

/** Forgets what was asked of custodians more than a month ago. Never rejects. */
export async function forgetOldEnrolments({ db, clock, log }: ForgetDeps): Promise<void> {
  try {
    await forgetEnrolments(db, clock())
  } catch (err) {
    log.error({ err }, 'old enrolments were not deleted')
  }
}
