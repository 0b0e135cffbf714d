import type { FastifyBaseLogger } from 'fastify'
import { encodeTime, parseTime } from '../../protocol/time.ts'
import {
  deleteVault,
  findVault,
  listEarlierVaults,
  restoreVault,
  saveVault,
} from '../../storage/vaults.ts'
import type { VaultName } from '../../storage/vaults.ts'
import { forgetEnrolments } from '../../storage/enrolments.ts'
import type { Db } from '../../storage/db.ts'
import { checkFreshSignIn } from '../checks/fresh-sign-in.ts'
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

/** Saves the person's vault. Safe to repeat. Throws `vault-changed` when another tab or device was first, and `vault-changed-often`. */
export async function keepVault(
  gate: Gate,
  signIn: SignIn,
  { generation, bytes }: VaultToSave,
): Promise<void> {
  const name = vaultNameOf(gate, signIn)
  const outcome = await saveVault(gate.db, { ...name, generation, bytes, now: gate.clock() })
  if (outcome === 'full') throw changedOften()
  if (outcome === 'changed')
    throw new GatewayError('vault-changed', 'the vault was saved elsewhere')
  await recordChange(gate, signIn, 'saved')
}

/**
 * Deletes the person's vault, for who can open it no more; that there was none is no fault. Throws `vault-changed-often`, and as `checkFreshSignIn`: a screen that was
 * left open must not cost anybody the keys.
 */
export async function discardVault(gate: Gate, signIn: SignIn): Promise<void> {
  await checkFreshSignIn(gate, signIn)
  const outcome = await deleteVault(gate.db, vaultNameOf(gate, signIn), gate.clock())
  if (outcome === 'full') throw changedOften()
  if (outcome === 'deleted') await recordChange(gate, signIn, 'deleted')
}

/** When each vault of the person's of the last month was replaced or deleted, newest first. */
export async function listEarlier(gate: Gate, signIn: SignIn): Promise<readonly string[]> {
  return (await listEarlierVaults(gate.db, vaultNameOf(gate, signIn))).map(encodeTime)
}

/** Takes back the vault that was replaced or deleted then. Throws `not-found`, `vault-changed-often`, and as `checkFreshSignIn`. */
export async function takeBackVault(gate: Gate, signIn: SignIn, time: string): Promise<void> {
  await checkFreshSignIn(gate, signIn)
  const chosen = { time: parseTime(time), now: gate.clock() }
  const outcome = await restoreVault(gate.db, vaultNameOf(gate, signIn), chosen)
  if (outcome === 'full') throw changedOften()
  if (outcome === 'none') throw new GatewayError('not-found', 'there is no such vault')
  await recordChange(gate, signIn, 'restored')
}

/** No vault is replaced without being kept, and a day keeps so many. */
function changedOften(): GatewayError {
  return new GatewayError('vault-changed-often', 'the day keeps no more vaults', {
    retryAfter: 86_400,
  })
}

/** Records what became of somebody's vault. */
export async function recordChange(gate: Gate, signIn: SignIn, code: string): Promise<void> {
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
