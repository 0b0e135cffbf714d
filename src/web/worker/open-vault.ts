import { ClientError } from '../../client/errors.ts'
import type { GatewayClient } from '../../client/gateway-client.ts'
import type { Kept } from '../../client/kept.ts'
import { mergeKept } from '../../client/merge-kept.ts'
import type { VaultContent } from '../../client/vault-content.ts'
import {
  NO_MEMORY,
  openVaultMemory,
  rememberVault,
  sealVaultMemory,
} from '../../client/vault-memory.ts'
import type { VaultMemory } from '../../client/vault-memory.ts'
import type { VaultSecret } from '../../client/vault-secret.ts'
import { openVault, rekeyVault, reopenVault, sealVault } from '../../client/vault.ts'
import type { SealedVault, Vault } from '../../client/vault.ts'
import type { VaultOwner } from '../../client/vault-secret.ts'
import type { Digest } from '../../protocol/sha256.ts'
import { changeStored, loadStored } from './store.ts'
import type { Stored } from './store.ts'

/** A vault that is open in this worker, with what this browser remembers of it. */
export class OpenVault {
  readonly #gateway: GatewayClient
  #vault: Vault
  #memory: VaultMemory
  /** With what opens it now it was fetched back and opened. */
  #isOpened = false
  #isProven = false

  private constructor(gateway: GatewayClient, vault: Vault, memory: VaultMemory) {
    this.#gateway = gateway
    this.#vault = vault
    this.#memory = memory
  }

  /** Saves a new vault at the gateway. Throws `vault-changed` when there is one. */
  static async create(gateway: GatewayClient, vault: Vault): Promise<OpenVault> {
    const opened = new OpenVault(gateway, vault, NO_MEMORY)
    await opened.#save(sealVault(vault))
    return opened
  }

  /**
   * Opens the vault that the gateway keeps for a person. Throws as `openVault`, and `vault-rolled-back` if this browser has seen a later
   * one, `vault-missing` if it has seen one and there is none.
   */
  static async open(
    gateway: GatewayClient,
    { owner, text, secret }: { owner: VaultOwner; text: string; secret: VaultSecret },
  ): Promise<OpenVault> {
    const vault = openVault(owner, text, secret)
    const { memory: sealed } = await loadStored(owner)
    const before = sealed === undefined ? NO_MEMORY : openVaultMemory(vault, sealed)
    const opened = new OpenVault(gateway, vault, rememberVault(before, { vault, text }))
    await opened.#remember()
    opened.#isProven = true
    return opened
  }

  get owner(): VaultOwner {
    return this.#vault.owner
  }

  get content(): VaultContent {
    return this.#vault.content
  }

  get kept(): Kept {
    return this.#memory.kept
  }

  get slots(): Vault['slots'] {
    return this.#vault.slots
  }

  /** Of the text that was seen last. */
  get digest(): Digest {
    if (this.#memory.seen === null) throw new TypeError('no text was seen yet')
    return this.#memory.seen.digest
  }

  /** Whether the person has shown to have what opens the vault now, so that no earlier text of it is needed any more. */
  get isProven(): boolean {
    return this.#isProven
  }

  /**
   * Saves the vault with a change; where another tab or device was first, with that one's changes too. Throws as `catchUp`, and
   * `vault-changed` when it is first again.
   */
  async change(change: (vault: Vault) => Vault): Promise<void> {
    try {
      await this.#save(sealVault(change(this.#vault)))
    } catch (error) {
      if (!(error instanceof ClientError) || error.code !== 'vault-changed') throw error
      await this.catchUp()
      await this.#save(sealVault(change(this.#vault)))
    }
  }

  /**
   * Takes in what another tab or device has saved. Throws as `reopenVault`, `vault-rolled-back`, `vault-missing`, and `vault-changed` for a
   * vault that was given another key, which must be unlocked anew.
   */
  async catchUp(): Promise<void> {
    const text = await this.#gateway.vault()
    if (text === undefined) throw new ClientError('vault-missing', 'there is no vault')
    const vault = this.#reopen(text)
    this.#memory = rememberVault(this.#memory, { vault, text })
    if (vault === this.#vault) return
    this.#vault = vault
    await this.#remember()
  }

  /** Lets this secret alone open the vault from now on. Throws as `change`. */
  async changeSecret(secret: VaultSecret): Promise<void> {
    this.#isOpened = false
    this.#isProven = false
    await this.change((vault) => rekeyVault(vault, secret, Date.now()))
  }

  /** Fetches the vault back and opens it with what shall open it. Throws as `openVault`, `vault-missing`, `vault-rolled-back`. */
  async openAgain(secret: VaultSecret): Promise<void> {
    const text = await this.#gateway.vault()
    if (text === undefined) throw new ClientError('vault-missing', 'there is no vault')
    const vault = openVault(this.owner, text, secret)
    this.#memory = rememberVault(this.#memory, { vault, text })
    this.#isOpened = true
  }

  /** The person has what opens the vault now, outside this browser too. */
  noteKept(): void {
    this.#isProven ||= this.#isOpened
  }

  async changeContent(change: Partial<VaultContent>): Promise<void> {
    await this.change((vault) => ({ ...vault, content: { ...vault.content, ...change } }))
  }

  #reopen(text: string): Vault {
    try {
      return reopenVault(this.#vault, text)
    } catch (cause) {
      if (!(cause instanceof ClientError) || cause.code !== 'vault-open-failed') throw cause
      throw new ClientError('vault-changed', 'the vault was given another key', { cause })
    }
  }

  /** Remembers what was kept of the gateway. */
  async keep(kept: Kept): Promise<void> {
    this.#memory = { ...this.#memory, kept }
    await this.#remember()
  }

  async #save(sealed: SealedVault): Promise<void> {
    await this.#gateway.saveVault(sealed.vault.generation, sealed.text)
    this.#memory = rememberVault(this.#memory, sealed)
    this.#vault = sealed.vault
    await this.#remember()
  }

  async #remember(): Promise<void> {
    await changeStored(this.#vault.owner, (stored) => ({
      ...stored,
      memory: sealVaultMemory(this.#vault, this.#together(stored)),
    }))
  }

  /** With what another tab has remembered meanwhile. */
  #together({ memory: sealed }: Stored): VaultMemory {
    if (sealed === undefined) return this.#memory
    const other = openOwn(this.#vault, sealed)
    if (other === undefined) return this.#memory
    const isLater = (other.seen?.generation ?? 0) > (this.#memory.seen?.generation ?? 0)
    this.#memory = {
      kept: mergeKept(this.#memory.kept, other.kept),
      seen: isLater ? other.seen : this.#memory.seen,
    }
    return this.#memory
  }
}

/** What is remembered of this vault; undefined if it is of one that was there before, under another root. */
function openOwn(vault: Vault, sealed: Uint8Array): VaultMemory | undefined {
  try {
    return openVaultMemory(vault, sealed)
  } catch (error) {
    if (error instanceof ClientError) return undefined
    throw error
  }
}
