/** The root under which drafts are sealed changes with what opens the vault. */
import t from 'tap'
import { listOpeningRoots } from '../../src/client/draft-roots.ts'
import {
  encodeVaultContent,
  newVaultContent,
  parseVaultContent,
} from '../../src/client/vault-content.ts'
import type { VaultSecret } from '../../src/client/vault-secret.ts'
import { createVault, openVault, rekeyVault, sealVault } from '../../src/client/vault.ts'
import { encodeUtf8, parseUtf8 } from '../../src/protocol/bytes.ts'

const OWNER = { agency: 'polisen-sydlanda', issuer: 'https://login.example', subject: 'anna' }
const NOW = Date.parse('2026-03-02T08:00:00Z')
const DAY = 24 * 3_600_000

const passkey = (n: number): VaultSecret => ({
  kind: 'passkey',
  credential: `credential-${n}`,
  salt: new Uint8Array(32).fill(n),
  output: new Uint8Array(32).fill(100 + n),
})

t.test(
  'who has what opened a vault before knows no root that drafts are sealed under now',
  async (t) => {
    const before = sealVault(createVault(OWNER, newVaultContent(), passkey(1)))
    const after = sealVault(rekeyVault(before.vault, passkey(2), NOW))
    const stolen = listOpeningRoots(openVault(OWNER, before.text, passkey(1)).content.drafts, NOW)
    const { content } = openVault(OWNER, after.text, passkey(2))
    const [newest, ...former] = listOpeningRoots(content.drafts, NOW)
    t.notSame(stolen, [newest])
    t.same(former, stolen, 'what was saved before can still be read')
    t.equal(content.hasEarlier, true)
    t.equal(before.vault.content.hasEarlier, false)
    t.same(
      content.root,
      before.vault.content.root,
      'what browsers remember beside it opens as ever',
    )
  },
)

t.test(
  'a former root opens drafts for as long as one may be kept under it, and no longer',
  async (t) => {
    let vault = createVault(OWNER, newVaultContent(), passkey(0))
    const [first] = listOpeningRoots(vault.content.drafts, NOW)
    vault = rekeyVault(vault, passkey(1), NOW)
    const opensAt = (ms: number) => listOpeningRoots(vault.content.drafts, ms).includes(first!)
    t.equal(opensAt(NOW + 7 * DAY), true)
    t.equal(opensAt(NOW + 8 * DAY), false)
    vault = rekeyVault(vault, passkey(2), NOW + 9 * DAY)
    t.equal(vault.content.drafts.length, 2, 'then it is forgotten')
    for (let n = 0; n < 9; n++) vault = rekeyVault(vault, passkey(n), NOW + 9 * DAY)
    t.ok(vault.content.drafts.length <= 4, 'and there are never many')
  },
)

t.test(
  'a vault from when one root served for everything opens, and so do its drafts',
  async (t) => {
    const content = newVaultContent()
    const now = JSON.parse(parseUtf8(encodeVaultContent(content)))
    const { drafts, hasEarlier, ...rest } = now
    t.ok(drafts && hasEarlier === false)
    const read = parseVaultContent(encodeUtf8(JSON.stringify({ ...rest, v: 1 })))
    t.same(listOpeningRoots(read.drafts, NOW), [content.root])
    t.same(parseVaultContent(encodeVaultContent(read)), read)
  },
)
