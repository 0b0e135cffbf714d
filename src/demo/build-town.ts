/**
 * Creates the made-up agencies as their custodians and administrators would: a key folder each, root, functions, members.
 * The same code as the `sluss` commands, with keys kept open in between so that each is sealed once and opened never.
 *
 * @module
 */
import { randomBytes } from 'node:crypto'
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Writable } from 'node:stream'
import { addFunction } from '../cli/agency/add-function.ts'
import { addMember } from '../cli/agency/add-member.ts'
import { createAgency } from '../cli/agency/create-agency.ts'
import type { CreatedAgency } from '../cli/agency/create-agency.ts'
import { issueRoster } from '../cli/agency/issue-roster.ts'
import type { Context } from '../cli/context.ts'
import { DAY } from '../cli/duration.ts'
import { Terminal } from '../cli/terminal.ts'
import type { Language } from '../protocol/statements/local-text.ts'
import type { SealingKey } from '../protocol/sealing-key.ts'
import type { Digest } from '../protocol/sha256.ts'
import { buildPassphraseSource } from '../cli/passphrases.ts'
import type { IdentityProvider } from './identity-provider.ts'
import type { KeyHolder } from './sluss.ts'
import type { TownAgency, TownMember } from './town.ts'

/** Custodians of each agency, any two of whom must sign. */
const CUSTODIANS = 2
/** The demonstration's credentials do not outlive it by much. */
const LIFETIME = 30 * DAY

/** An agency with its keys on disk. */
export interface BuiltAgency {
  readonly agency: TownAgency
  readonly pin: Digest
  /** Whoever works in the agency's folder; add `as` to act as a member. */
  readonly actor: KeyHolder
  readonly created: CreatedAgency
  readonly login: IdentityProvider
}

/** Creates one agency under `dir`. Takes some seconds: every key is sealed under its own passphrase with Argon2id. */
export async function buildAgency(
  dir: string,
  agency: TownAgency,
  provider: IdentityProvider,
  origin: string,
): Promise<BuiltAgency> {
  const actor = {
    folder: join(dir, agency.id),
    passphrases: join(dir, 'passphrases', agency.id),
  }
  await writePassphrases(actor.passphrases, agency)
  const context = quietContext(actor)
  const created = await createAgency(
    actor.folder,
    {
      agency: agency.id,
      name: agency.name,
      bodyType: agency.bodyType,
      gateway: origin,
      custodians: CUSTODIANS,
      threshold: 2,
    },
    context,
  )
  const reading = new Map<string, readonly SealingKey[]>()
  for (const fn of agency.functions) {
    const added = { ...fn, servesFearedPerpetrator: false, lifetime: LIFETIME }
    const { function: id, key } = await addFunction(
      created.folder,
      added,
      created.custodians,
      context,
    )
    reading.set(id, [key])
  }
  for (const member of agency.members) {
    await admit(member, { agency, created, reading, provider, origin, context })
  }
  await issueRoster(created.folder, created.rosterKey, context)
  return { agency, pin: created.pin, actor, created, login: provider }
}

async function admit(
  member: TownMember,
  to: {
    readonly agency: TownAgency
    readonly created: CreatedAgency
    readonly reading: ReadonlyMap<string, readonly SealingKey[]>
    readonly provider: IdentityProvider
    readonly origin: string
    readonly context: Context
  },
): Promise<void> {
  const { agency, created, reading, provider, origin, context } = to
  const { clientId, clientSecret } = provider.credentials.get(member.slug)!
  const secretFile = join(created.folder.path, `${member.slug}.secret`)
  await writeFile(secretFile, `${clientSecret}\n`, { mode: 0o600 })
  await addMember(
    created.folder,
    {
      slug: member.slug,
      name: member.name,
      identity: { iss: provider.issuer, sub: member.slug },
      assignments: member.assignments.map(({ function: slug, roles }) => ({
        function: `${agency.id}/${slug}`,
        roles,
      })),
      lifetime: LIFETIME,
      token: { issuer: provider.issuer, clientId, secretFile, resource: origin },
    },
    reading,
    created.custodians,
    context,
  )
}

/** One passphrase for each key, in a private folder. People would choose and remember theirs. */
async function writePassphrases(folder: string, agency: TownAgency): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const names = [
    ...Array.from({ length: CUSTODIANS }, (_, i) => `custodian-${i + 1}`),
    'roster',
    ...agency.functions.map(({ slug }) => `function-${slug}`),
    ...agency.members.map(({ slug }) => `member-${slug}`),
  ]
  for (const name of names) {
    const passphrase = randomBytes(18).toString('base64url')
    await writeFile(join(folder, name), `${passphrase}\n`, { mode: 0o600 })
  }
}

/** The surroundings in which the agency's own people work, without a terminal. */
export function quietContext({ passphrases }: KeyHolder, language: Language = 'sv'): Context {
  const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() })
  const stdin = process.stdin
  const terminal = new Terminal(
    { stdin, stdout: nowhere, stderr: nowhere },
    { language, json: true },
  )
  const env = { SLUSS_PASSPHRASE_FILE: passphrases }
  return {
    terminal,
    env,
    clock: Date.now,
    fetch,
    passphrases: buildPassphraseSource(env, terminal),
  }
}
