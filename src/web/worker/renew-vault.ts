/**
 * What follows once other secrets open a vault: drafts are sealed anew, and the gateway forgets the texts that the earlier secrets open.
 * Those texts are what is left when a vault is lost, so they go only when the one that stays was fetched back and opened with what opens
 * it now, and the member has shown to have that.
 *
 * @module
 */
import { ClientError } from '../../client/errors.ts'
import { signForgetVaults } from '../../protocol/forget-vaults.ts'
import { deskOf } from './desk.ts'
import type { OpenVault } from './open-vault.ts'
import { ownDrafts } from './own-drafts.ts'
import type { Session } from './session.ts'

/** One at a time. */
const underWay = new WeakMap<OpenVault, Promise<void>>()

/**
 * Does what follows, if there is something and it may be done. What does not come about now is done when the vault is unlocked next: until
 * then the vault says so itself.
 */
export async function renewVault(session: Session, vault: OpenVault): Promise<void> {
  if (!vault.content.hasEarlier || !vault.isProven || session.desk === undefined) return
  const renewing = underWay.get(vault) ?? renew(session, vault)
  underWay.set(vault, renewing)
  try {
    await renewing
  } catch (error) {
    if (!(error instanceof ClientError)) throw error
  } finally {
    underWay.delete(vault)
  }
}

async function renew(session: Session, vault: OpenVault): Promise<void> {
  const { gateway } = session
  await vault.catchUp()
  await ownDrafts(session).renew()
  const { keys, node } = deskOf(session)
  const asked = { agency: vault.owner.agency, gateway: node, vault: vault.digest }
  await gateway.forgetEarlierVaults(signForgetVaults(asked, keys.signing, Date.now()))
  await vault.changeContent({ hasEarlier: false })
}
