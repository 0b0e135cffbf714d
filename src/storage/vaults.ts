import type { Db } from './db.ts'

/** Whose vault it is; `person` names somebody, and tells nothing. */
export interface VaultName {
  readonly agency: string
  readonly person: string
}

/** A vault to save for the `generation`th time; `now` in ms since 1970. */
export interface SavedVault extends VaultName {
  readonly generation: number
  readonly bytes: Uint8Array
  readonly now: number
}

export async function findVault(
  db: Db,
  { agency, person }: VaultName,
): Promise<Uint8Array | undefined> {
  const [row] = await db<[{ bytes: Uint8Array | null }]>`
    select vault.find_vault(${agency}, ${person}) as bytes
  `
  return row.bytes ?? undefined
}

/** `full`: so many of the day's vaults are kept that another could not be, and none is replaced without being kept. */
export type Full = 'full'

/** Saves a vault; `changed` if another tab or device was first. Safe to repeat. */
export async function saveVault(db: Db, saved: SavedVault): Promise<'saved' | 'changed' | Full> {
  const { agency, person, generation, bytes, now } = saved
  const [row] = await db<[{ outcome: 'saved' | 'changed' | Full }]>`
    select vault.save_vault(${agency}, ${person}, ${generation}, ${bytes}, ${new Date(now)}) as outcome
  `
  return row.outcome
}

/** Deletes a vault and what was asked with its key; `none`: there was none. It can be taken back for a month. */
export async function deleteVault(
  db: Db,
  { agency, person }: VaultName,
  now: number,
): Promise<'deleted' | 'none' | Full> {
  const [row] = await db<[{ outcome: 'deleted' | 'none' | Full }]>`
    select vault.delete_vault(${agency}, ${person}, ${new Date(now)}) as outcome
  `
  return row.outcome
}

/** When each vault of the last month was replaced or deleted (ms), newest first. */
export async function listEarlierVaults(
  db: Db,
  { agency, person }: VaultName,
): Promise<readonly number[]> {
  const rows = await db<{ kept_at: Date }[]>`
    select kept_at from vault.list_earlier(${agency}, ${person}) as kept_at
  `
  return rows.map((row) => row.kept_at.getTime())
}

/** Forgets every earlier vault of a person's, if the one that is there has this SHA-256; else `changed`. */
export async function forgetEarlierVaults(
  db: Db,
  { agency, person }: VaultName,
  digest: Uint8Array,
): Promise<'forgotten' | 'changed'> {
  const [row] = await db<[{ outcome: 'forgotten' | 'changed' }]>`
    select vault.forget_earlier(${agency}, ${person}, ${digest}) as outcome
  `
  return row.outcome
}

/** Takes the vault back that was replaced or deleted at `time` (ms); `none` if there is none. It stays kept, and what is there now is kept as well. */
export async function restoreVault(
  db: Db,
  { agency, person }: VaultName,
  { time, now }: { readonly time: number; readonly now: number },
): Promise<'restored' | 'none' | Full> {
  const [row] = await db<[{ outcome: 'restored' | 'none' | Full }]>`
    select vault.restore_vault(${agency}, ${person}, ${new Date(time)}, ${new Date(now)}) as outcome
  `
  return row.outcome
}
