import { ClientError } from '../../../client/errors.ts'
import { fingerprintOf } from '../../../client/fingerprint.ts'
import { acceptIntroduction } from '../../../client/introduction.ts'
import {
  DEVICE_SECRET_SIZE,
  encodeRecoveryCode,
  parseRecoveryCode,
} from '../../../client/recovery-code.ts'
import { newVaultContent } from '../../../client/vault-content.ts'
import type { VaultSecret } from '../../../client/vault-secret.ts'
import { addVaultSlot, createVault, readVaultSlots } from '../../../client/vault.ts'
import { parseBase64url } from '../../../protocol/base64url.ts'
import { randomBytes } from '../../../protocol/random.ts'
import type { Desk } from '../desk.ts'
import { gatewayFor } from '../gateway.ts'
import { OpenVault } from '../open-vault.ts'
import { renewVault } from '../renew-vault.ts'
import { lockSession, watchLock } from '../session.ts'
import type { Session } from '../session.ts'
import { changeStored, forgetStored, loadStored } from '../store.ts'
import { settle } from '../unlock.ts'
import type { Opened } from '../unlock.ts'
import { loadVaultOwner } from '../vault-owner.ts'

/** How it stands with the keys of the person who is signed in. */
export type KeysState =
  /** `wasSeen`: this browser has seen a vault, which the gateway does not show now. */
  | { readonly state: 'none'; readonly wasSeen: boolean }
  | {
      readonly state: 'locked'
      readonly passkeys: readonly AskedPasskey[]
      /** Whether there is a passphrase, and whether its device secret is here. */
      readonly passphrase: 'none' | 'here' | 'without-device'
    }
  | Opened

/** A passkey that opens the vault. */
export interface PasskeyName {
  /** Its credential id, base64url. */
  readonly credential: string
  readonly salt: Uint8Array
}

/** A passkey to ask. */
export interface AskedPasskey extends PasskeyName {
  /** The credential id as bytes. */
  readonly id: Uint8Array
}

/** What a passkey gave. */
export interface PasskeyOutput extends PasskeyName {
  readonly output: Uint8Array
}

interface Passphrase {
  readonly passphrase: string
}

/** To print and keep: needed on every device on which the passphrase has not been used before. */
interface RecoveryCode {
  readonly recoveryCode: string
}

/** The member's own keys: made here, kept at the gateway in a vault that it cannot open. */
export const keysMethods = {
  'keys.state': async (session: Session): Promise<KeysState> => {
    if (session.vault !== undefined) {
      const opened = await settleOrLock(session, session.vault)
      if (opened !== undefined) return opened
    }
    if (session.desk !== undefined) return unlockedOf(session.desk)
    const owner = await loadVaultOwner()
    const text = await session.gateway.vault()
    const { device, memory } = await loadStored(owner)
    if (text === undefined) return { state: 'none', wasSeen: memory !== undefined }
    const slots = readVaultSlots(owner, text)
    const hasPassphrase = slots.some(({ kind }) => kind === 'passphrase')
    return {
      state: 'locked',
      passkeys: slots
        .filter((slot) => slot.kind === 'passkey')
        .map(({ credential, salt }) => ({
          credential,
          id: parseBase64url(credential),
          salt: parseBase64url(salt),
        })),
      passphrase: !hasPassphrase ? 'none' : device === undefined ? 'without-device' : 'here',
    }
  },

  /** Random bytes for a new passkey: what its PRF is to be asked with, and the user handle, which names nobody. */
  'keys.begin': async () => ({ salt: randomBytes(32), user: randomBytes(32) }),

  'keys.createWithPasskey': (session: Session, passkey: PasskeyOutput): Promise<Opened> =>
    create(session, { kind: 'passkey', ...passkey }),

  'keys.createWithPassphrase': async (
    session: Session,
    { passphrase }: Passphrase,
  ): Promise<RecoveryCode> => {
    const device = randomBytes(DEVICE_SECRET_SIZE)
    await create(session, { kind: 'passphrase', passphrase, device })
    // Not before: where there is a vault already, it needs the device secret that is here.
    await changeStored(vaultOf(session).owner, (stored) => ({ ...stored, device }))
    return { recoveryCode: encodeRecoveryCode(device) }
  },

  'keys.unlockWithPasskey': (session: Session, passkey: PasskeyOutput): Promise<Opened> =>
    unlock(session, { kind: 'passkey', ...passkey }),

  'keys.unlockWithPassphrase': async (
    session: Session,
    { passphrase }: Passphrase,
  ): Promise<Opened> => {
    const { device } = await loadStored(await loadVaultOwner())
    if (device === undefined) throw new ClientError('device-unknown', 'no device secret is here')
    return unlock(session, { kind: 'passphrase', passphrase, device })
  },

  /** Unlocks on a device on which the passphrase was not used before, or whose secret is lost. */
  'keys.restore': async (
    session: Session,
    { passphrase, recoveryCode }: Passphrase & RecoveryCode,
  ): Promise<Opened> => {
    const device = parseRecoveryCode(recoveryCode)
    const opened = await unlock(session, { kind: 'passphrase', passphrase, device })
    // Whose vault it opened, not who is signed in by now: another person's device secret must not be written over.
    await changeStored(vaultOf(session).owner, (stored) => ({ ...stored, device }))
    return opened
  },

  /** One more passkey opens the vault from now on. */
  'keys.addPasskey': async (session: Session, passkey: PasskeyOutput): Promise<void> => {
    await vaultOf(session).change((vault) => addVaultSlot(vault, { kind: 'passkey', ...passkey }))
  },

  /** Another passphrase, and another recovery code: what opened the vault before, passkeys too, opens it no more, nor any later one. */
  'keys.setPassphrase': async (
    session: Session,
    { passphrase }: Passphrase,
  ): Promise<RecoveryCode> => {
    const opened = vaultOf(session)
    const device = randomBytes(DEVICE_SECRET_SIZE)
    const secret = { kind: 'passphrase', passphrase, device } as const
    await opened.changeSecret(secret)
    await changeStored(opened.owner, (stored) => ({ ...stored, device }))
    await openAgain(opened, passphrase)
    return { recoveryCode: encodeRecoveryCode(device) }
  },

  /** The recovery code is kept: what opened the vault before can go. */
  'keys.noteCodeKept': async (session: Session): Promise<void> => {
    const opened = vaultOf(session)
    opened.noteKept()
    await renewVault(session, opened)
  },

  /** Trusts whom the introduction names, because its fingerprint was read out and typed. */
  'keys.acceptIntroduction': async (
    session: Session,
    { typed }: { readonly typed: string },
  ): Promise<Opened> => {
    const opened = vaultOf(session)
    const { introduction: text } = await session.gateway.leftForMe()
    if (text === null) throw new ClientError('introduction-missing', 'no introduction was left')
    const introduction = acceptIntroduction(text, opened.owner.agency, typed)
    await opened.changeContent({ introduction })
    delete session.desk
    return settle(session, opened)
  },

  /** Begins anew when nothing opens the vault any more: other keys, and the custodians must admit the person again. */
  'keys.discard': async (session: Session): Promise<void> => {
    const owner = await loadVaultOwner()
    lockSession(session)
    await gatewayFor(owner).deleteVault()
    await forgetStored(owner)
  },

  /** When each vault of the last month was replaced or deleted, newest first. */
  'keys.earlier': async ({ gateway }: Session): Promise<readonly string[]> =>
    gateway.earlierVaults(),

  /** Takes back the vault that was replaced or deleted then. */
  'keys.takeBack': async (session: Session, { time }: { readonly time: string }): Promise<void> => {
    lockSession(session)
    await session.gateway.restoreVault(time)
  },

  'keys.lock': async (session: Session): Promise<void> => lockSession(session),
}

/** Undefined when it was locked meanwhile, another tab or device has given the vault another key, or it is gone: it must be unlocked anew. */
async function settleOrLock(session: Session, vault: OpenVault): Promise<Opened | undefined> {
  try {
    return await settle(session, vault)
  } catch (error) {
    const isOther = error instanceof ClientError && OTHER_VAULT.has(error.code)
    if (!isOther) throw error
    lockSession(session)
    return undefined
  }
}

const OTHER_VAULT = new Set(['locked', 'vault-changed', 'vault-missing'])

/** A desk that no vault of this worker's was opened for: there is nothing that it waits for. */
function unlockedOf({ keys }: Desk): Opened {
  const fingerprint = fingerprintOf(keys.signing.kid)
  return {
    state: 'unlocked',
    fingerprint,
    missing: [],
    hasNewIntroduction: false,
    hasEarlier: false,
  }
}

async function create(session: Session, secret: VaultSecret): Promise<Opened> {
  const check = watchLock(session)
  const owner = await loadVaultOwner()
  const made = createVault(owner, newVaultContent(), secret)
  const gateway = gatewayFor(owner)
  const vault = await OpenVault.create(gateway, made)
  check()
  session.gateway = gateway
  session.vault = vault
  return settle(session, vault)
}

async function unlock(session: Session, secret: VaultSecret): Promise<Opened> {
  const check = watchLock(session)
  const owner = await loadVaultOwner()
  const gateway = gatewayFor(owner)
  const text = await gateway.vault()
  if (text === undefined) throw new ClientError('vault-missing', 'there is no vault')
  const vault = await OpenVault.open(gateway, { owner, text, secret })
  check()
  session.gateway = gateway
  session.vault = vault
  return settle(session, vault)
}

function vaultOf({ vault }: Session): OpenVault {
  if (vault === undefined) throw new ClientError('locked', 'the keys are locked')
  return vault
}

/**
 * Opens the vault as it now lies at the gateway, with the device secret as it now lies here. If that fails, the code must be shown all the
 * same: the earlier texts then stay until the vault is unlocked.
 */
async function openAgain(opened: OpenVault, passphrase: string): Promise<void> {
  try {
    const { device } = await loadStored(opened.owner)
    if (device !== undefined) await opened.openAgain({ kind: 'passphrase', passphrase, device })
  } catch (error) {
    if (!(error instanceof ClientError)) throw error
  }
}
