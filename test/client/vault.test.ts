import fc from 'fast-check'
import { test } from 'tap'
import { encodeIntroduction } from '../../src/client/introduction.ts'
import type { Introduction } from '../../src/client/introduction.ts'
import { newVaultContent } from '../../src/client/vault-content.ts'
import type { VaultContent } from '../../src/client/vault-content.ts'
import {
  NO_MEMORY,
  openVaultMemory,
  rememberVault,
  sealVaultMemory,
} from '../../src/client/vault-memory.ts'
import type { VaultOwner, VaultSecret } from '../../src/client/vault-secret.ts'
import {
  addVaultSlot,
  createVault,
  openVault,
  readVaultSlots,
  rekeyVault,
  reopenVault,
  sealVault,
} from '../../src/client/vault.ts'
import { encodeMemberKeys } from '../../src/client/member-keys.ts'
import { encodeBase64url } from '../../src/protocol/base64url.ts'
import { encodeUtf8 } from '../../src/protocol/bytes.ts'
import { digestOf } from '../../src/protocol/sha256.ts'
import { signingKeyFromSeed } from '../../src/protocol/signing-key.ts'
import { encodeVerifierKey } from '../../src/protocol/tlog/note.ts'
import { codeOf } from '../fixtures/code-of.ts'

const OWNER: VaultOwner = {
  agency: 'polisen-sydlanda',
  issuer: 'https://login.polisen.example',
  subject: 'anna',
}

const LOG_KEY = signingKeyFromSeed(new Uint8Array(32).fill(4))

const INTRODUCTION: Introduction = {
  agency: OWNER.agency,
  gateway: {
    node: digestOf(encodeUtf8('node')),
    log: encodeVerifierKey({ name: 'sluss.example/log', key: LOG_KEY }),
  },
  pins: { 'polisen-sydlanda': digestOf(encodeUtf8('root')) },
  witnesses: null,
  law: null,
}

function passkey(n: number): VaultSecret & { readonly kind: 'passkey' } {
  return {
    kind: 'passkey',
    credential: `credential-${n}`,
    salt: new Uint8Array(32).fill(n),
    output: new Uint8Array(32).fill(100 + n),
  }
}

const NOW = Date.parse('2026-03-02T08:00:00Z')
const DEVICE = new Uint8Array(20).fill(5)
const PASSPHRASE: VaultSecret = {
  kind: 'passphrase',
  passphrase: 'åtta hästar i en hage',
  device: DEVICE,
}

function same(a: VaultContent, b: VaultContent): boolean {
  const text = ({ keys, root, introduction }: VaultContent) =>
    [
      encodeBase64url(encodeMemberKeys(keys)),
      encodeBase64url(root),
      introduction && encodeIntroduction(introduction),
    ].join()
  return text(a) === text(b)
}

test('a vault opens with each passkey that it was sealed for, and gives back what was in it', async (t) => {
  const content = newVaultContent()
  const first = sealVault(createVault(OWNER, content, passkey(1)))
  t.ok(same(openVault(OWNER, first.text, passkey(1)).content, content))
  const both = sealVault(addVaultSlot(first.vault, passkey(2)))
  t.equal(both.vault.generation, 2)
  for (const n of [1, 2]) t.ok(same(openVault(OWNER, both.text, passkey(n)).content, content))
})

test('what opened a vault before it was given another key opens no later one', async (t) => {
  const content = newVaultContent()
  const before = sealVault(addVaultSlot(createVault(OWNER, content, passkey(1)), PASSPHRASE))
  const fresh = { ...PASSPHRASE, device: new Uint8Array(20).fill(6) }
  const after = sealVault(rekeyVault(before.vault, fresh, NOW))
  t.equal(after.vault.generation, 2)
  t.ok(same(openVault(OWNER, after.text, fresh).content, content))
  t.equal(
    codeOf(() => openVault(OWNER, after.text, passkey(1))),
    'vault-slot-missing',
  )
  t.equal(
    codeOf(() => openVault(OWNER, after.text, PASSPHRASE)),
    'vault-open-failed',
  )
  // Whoever has the older text and its secrets has the older key: put to the later text it opens nothing either.
  const { slots } = JSON.parse(before.text) as { slots: object[] }
  const grafted = JSON.stringify({ ...JSON.parse(after.text), slots })
  t.equal(
    codeOf(() => openVault(OWNER, grafted, PASSPHRASE)),
    'vault-open-failed',
  )
  t.notSame(openVault(OWNER, before.text, PASSPHRASE).key, after.vault.key)
})

test('a passphrase opens a vault only with the device secret, and neither does alone', async (t) => {
  const content = newVaultContent()
  const { text } = sealVault(createVault(OWNER, content, PASSPHRASE))
  t.ok(same(openVault(OWNER, text, PASSPHRASE).content, content))
  const withOther = (change: object) =>
    codeOf(() => openVault(OWNER, text, { ...PASSPHRASE, ...change } as VaultSecret))
  t.equal(withOther({ device: new Uint8Array(20) }), 'vault-open-failed')
  t.equal(withOther({ device: new Uint8Array(0) }), 'vault-open-failed')
  t.equal(withOther({ passphrase: 'åtta hästar i en hagE' }), 'vault-open-failed')
  t.equal(
    codeOf(() => openVault(OWNER, text, passkey(1))),
    'vault-slot-missing',
  )
  t.ok(
    same(
      openVault(OWNER, text, {
        ...PASSPHRASE,
        passphrase: PASSPHRASE.passphrase.normalize('NFD'),
      }).content,
      content,
    ),
    'however å is typed',
  )
})

test('an open vault opens what another tab has saved, but none that was given another key or is older', async (t) => {
  const first = sealVault(createVault(OWNER, newVaultContent(), passkey(1)))
  const changed = { ...first.vault.content, introduction: INTRODUCTION }
  const second = sealVault(first.vault, changed)
  const reopened = reopenVault(first.vault, second.text)
  t.equal(reopened.generation, 2)
  t.ok(same(reopened.content, changed))
  t.equal(reopenVault(second.vault, first.text), second.vault, 'nothing older is read')
  const other = sealVault(rekeyVault(second.vault, PASSPHRASE, NOW))
  t.equal(
    codeOf(() => reopenVault(second.vault, other.text)),
    'vault-open-failed',
  )
  const foreign = sealVault(createVault({ ...OWNER, subject: 'bert' }, changed, passkey(1)))
  t.equal(
    codeOf(() => reopenVault(first.vault, foreign.text)),
    'vault-of-another',
  )
})

test('refuses to seal under a short passphrase', async (t) => {
  const secret: VaultSecret = { ...PASSPHRASE, passphrase: 'kort' }
  t.equal(
    codeOf(() => createVault(OWNER, newVaultContent(), secret)),
    'passphrase-too-short',
  )
})

test('a vault opens as nobody else’s', async (t) => {
  const { text } = sealVault(createVault(OWNER, newVaultContent(), passkey(1)))
  for (const change of [
    { agency: 'latsasby-socialnamnd' },
    { issuer: 'https://login.annan.example' },
    { subject: 'bert' },
  ]) {
    const other = { ...OWNER, ...change }
    t.equal(
      codeOf(() => openVault(other, text, passkey(1))),
      'vault-of-another',
    )
    const renamed = JSON.stringify({ ...JSON.parse(text), owner: other })
    t.equal(
      codeOf(() => openVault(other, renamed, passkey(1))),
      'vault-open-failed',
    )
  }
})

test('whoever keeps a vault can change nothing in it, not even its number or what opens it', async (t) => {
  const one = sealVault(createVault(OWNER, newVaultContent(), passkey(1)))
  const two = sealVault(addVaultSlot(one.vault, passkey(2)))
  const other = sealVault(createVault(OWNER, newVaultContent(), passkey(1)))
  const [a, b, c] = [one.text, two.text, other.text].map((text) => JSON.parse(text))
  const codes = [
    { ...b, generation: 3 },
    { ...b, slots: b.slots.slice(0, 1) },
    { ...b, slots: b.slots.toReversed() },
    { ...a, slots: b.slots },
    { ...b, slots: [c.slots[0], b.slots[1]] },
    { ...b, ciphertext: a.ciphertext, nonce: a.nonce },
    { ...b, ciphertext: c.ciphertext },
  ].map((changed) => codeOf(() => openVault(OWNER, JSON.stringify(changed), passkey(1))))
  t.same(new Set(codes), new Set(['vault-open-failed']))
})

test('a vault with any byte changed does not open', async (t) => {
  const { text } = sealVault(createVault(OWNER, newVaultContent(), passkey(1)))
  fc.assert(
    fc.property(fc.nat(text.length - 1), fc.integer({ min: 32, max: 126 }), (at, code) => {
      const changed = text.slice(0, at) + String.fromCharCode(code) + text.slice(at + 1)
      if (changed === text) return
      t.match(
        codeOf(() => openVault(OWNER, changed, passkey(1))),
        /^vault-(?:invalid|of-another|open-failed|slot-missing)$/,
      )
    }),
    { numRuns: 300 },
  )
})

test('refuses what is no vault: other members, weaker or endless stretching, another purpose', async (t) => {
  const { text } = sealVault(createVault(OWNER, newVaultContent(), PASSPHRASE))
  const vault = JSON.parse(text)
  const slot = vault.slots[0]
  const changes = [
    {},
    [],
    { ...vault, more: 1 },
    { ...vault, purpose: 'custodian' },
    { ...vault, generation: 0 },
    { ...vault, slots: [] },
    { ...vault, slots: [{ ...slot, kind: 'none' }] },
    { ...vault, slots: [{ ...slot, cost: { passes: 1, memoryBytes: 268435456 } }] },
    { ...vault, slots: [{ ...slot, cost: { passes: 3, memoryBytes: 8192 } }] },
    { ...vault, slots: [{ ...slot, cost: { passes: 3, memoryBytes: 2 ** 40 } }] },
  ]
  for (const changed of changes)
    t.equal(
      codeOf(() => openVault(OWNER, JSON.stringify(changed), PASSPHRASE)),
      'vault-invalid',
    )
  t.equal(
    codeOf(() => openVault(OWNER, ` ${text}`, PASSPHRASE)),
    'vault-invalid',
  )
  t.equal(
    codeOf(() => openVault(OWNER, 'inget valv', PASSPHRASE)),
    'vault-invalid',
  )
})

test('a vault’s size does not tell for how many functions there are keys', async (t) => {
  const content = newVaultContent()
  const few = sealVault(createVault(OWNER, content, passkey(1)))
  const more = sealVault(few.vault, { ...content, introduction: INTRODUCTION })
  t.equal(few.text.length, more.text.length)
  t.same(openVault(OWNER, more.text, passkey(1)).content.introduction, INTRODUCTION)
})

test('says what opens it before it is open', async (t) => {
  const { vault } = sealVault(createVault(OWNER, newVaultContent(), passkey(1)))
  const { text } = sealVault(addVaultSlot(vault, PASSPHRASE))
  t.same(
    readVaultSlots(OWNER, text).map(({ kind }) => kind),
    ['passkey', 'passphrase'],
  )
})

test('a browser that has seen a vault refuses an earlier one, and another of the same number', async (t) => {
  const one = sealVault(createVault(OWNER, newVaultContent(), passkey(1)))
  const two = sealVault(one.vault)
  const twin = sealVault(one.vault)
  const memory = rememberVault(rememberVault(NO_MEMORY, one), two)
  t.equal(memory.seen!.generation, 2)
  t.same(rememberVault(memory, two), memory)
  t.equal(
    codeOf(() => rememberVault(memory, one)),
    'vault-rolled-back',
  )
  t.equal(
    codeOf(() => rememberVault(memory, twin)),
    'vault-rolled-back',
  )
})

test('what a browser remembers opens with its vault alone, and not when it was altered', async (t) => {
  const one = sealVault(createVault(OWNER, newVaultContent(), passkey(1)))
  const other = sealVault(createVault(OWNER, newVaultContent(), passkey(1)))
  const memory = rememberVault(NO_MEMORY, one)
  const sealed = sealVaultMemory(one.vault, memory)
  t.same(openVaultMemory(one.vault, sealed), memory)
  t.equal(
    codeOf(() => openVaultMemory(other.vault, sealed)),
    'kept-invalid',
  )
  sealed[40]! ^= 1
  t.equal(
    codeOf(() => openVaultMemory(one.vault, sealed)),
    'kept-invalid',
  )
  t.equal(
    codeOf(() => openVaultMemory(one.vault, new Uint8Array(3))),
    'kept-invalid',
  )
})
