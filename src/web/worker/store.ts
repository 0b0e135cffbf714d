/**
 * What this browser keeps between visits, in IndexedDB: for each person the device secret, which opens nothing without the passphrase, and
 * what is remembered of the gateway, sealed under the vault (`client/vault-memory.ts`). Never keys, never content.
 *
 * @module
 */
import type { VaultOwner } from '../../client/vault-secret.ts'
import { encodeUtf8 } from '../../protocol/bytes.ts'
import { digestOf } from '../../protocol/sha256.ts'

/** What is kept for one person. */
export interface Stored {
  /** 20 bytes; absent on a device where the passphrase was never used. */
  readonly device?: Uint8Array
  /** As `sealVaultMemory` gave it. */
  readonly memory?: Uint8Array
}

const DATABASE = 'sluss'
const STORE = 'vault'

/** What is kept for a person; empty on a device that has not seen the person. */
export async function loadStored(owner: VaultOwner): Promise<Stored> {
  const store = await openStore('readonly')
  return ((await done(store.get(nameOf(owner)))) as Stored | undefined) ?? {}
}

/** Changes what is kept, in one step: of two tabs each sees what the other has kept. */
export async function changeStored(
  owner: VaultOwner,
  change: (stored: Stored) => Stored,
): Promise<void> {
  const store = await openStore('readwrite')
  const name = nameOf(owner)
  const stored = ((await done(store.get(name))) as Stored | undefined) ?? {}
  await done(store.put(change(stored), name))
}

/** Forgets what is kept for a person. */
export async function forgetStored(owner: VaultOwner): Promise<void> {
  await done((await openStore('readwrite')).delete(nameOf(owner)))
}

/** Whoever looks into the browser’s storage is not told who uses it. */
function nameOf({ agency, issuer, subject }: VaultOwner): string {
  return digestOf(encodeUtf8(['sluss/store/v1', agency, issuer, subject].join('\0')))
}

async function openStore(mode: IDBTransactionMode): Promise<IDBObjectStore> {
  const request = indexedDB.open(DATABASE, 1)
  request.addEventListener('upgradeneeded', () => request.result.createObjectStore(STORE))
  const database = await done(request)
  const transaction = database.transaction(STORE, mode, { durability: 'strict' })
  transaction.addEventListener('complete', () => database.close())
  transaction.addEventListener('abort', () => database.close())
  return transaction.objectStore(STORE)
}

function done<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.addEventListener('success', () => resolve(request.result))
    request.addEventListener('error', () => reject(request.error))
  })
}
