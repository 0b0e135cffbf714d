/**
 * The key folder of one agency.
 *
 *     agency.json              who, which gateway, which agencies and gateway keys are pinned (no secrets)
 *     keys/custodian-1.key …   one per custodian, each under its own passphrase
 *     keys/roster.key          the delegated roster key
 *     keys/function-<slug>.key the reading keys of a function, newest first, for those who admit members
 *     keys/member-<slug>.key   a member's signing seed and the reading seeds of the member's functions
 *     members/<slug>.json      a member: id, functions, receiving key, how to get a token (no secrets)
 *     handovers/<slug>/<kid>.json  new reading keys, sealed to a member who has not taken them in yet
 *     statements/0001-root.jws everything that the agency has signed, in order of signing
 *     published.json           digests of the statements that the gateway has accepted
 *     kept.json                what was last seen of others: rosters and checkpoint, so that nothing is rolled back
 *
 * Folders are 0700 and files 0600. The folder is refused inside a gateway's data folder: keys and gateway apart is what
 * makes the gateway blind.
 *
 * @module
 */
import { access, readdir, realpath, unlink } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { isAgencyId } from '../protocol/agency-id.ts'
import type { Digest } from '../protocol/sha256.ts'
import { NOTHING_KEPT } from '../client/kept.ts'
import type { KeptLaw } from '../client/kept-law.ts'
import { CliError } from './errors.ts'
import type { MemberSettings } from './member-settings.ts'
import { createPrivateFile, isErrno, makePrivateFolder, readPrivateFile } from './private-file.ts'
import { replacePrivateFile, verifyPrivateFolder } from './private-file.ts'

/** What `agency.json` says. */
export interface AgencySettings {
  readonly v: 1
  readonly agency: string
  /** Base address of the gateway, such as `https://sluss.example`. */
  readonly gateway: string
  /** Root digests that this agency trusts, by agency, its own among them. Compared by telephone, then written here. */
  readonly pins: Readonly<Record<string, Digest>>
  /** The gateway's keys, once they have been pinned; see `client/gateway-keys.ts`. */
  readonly node?: string
  readonly log?: string
  /** The law that was compared with them: every later one must follow from it; see `client/kept-law.ts`. */
  readonly law?: KeptLaw
  /** The witnesses that must have cosigned the log: the text of a policy file (c2sp.org/tlog-policy). */
  readonly witnesses?: string
}

/** One statement in the folder. */
export interface StoredStatement {
  readonly kind: string
  readonly text: string
}

/** Files by which a gateway's folder is known: PostgreSQL's mark, in the folder of its data or one above. */
const GATEWAY_MARKS = ['PG_VERSION', join('data', 'PG_VERSION')]

/** An agency's key folder, opened and checked. Holds no secrets in memory. */
export class AgencyFolder {
  readonly path: string

  private constructor(path: string) {
    this.path = path
  }

  /** Makes a new, empty folder. Throws `agency-exists`, `folder-of-gateway`, `folder-not-private`. */
  static async create(
    path: string,
    settings: AgencySettings,
    env: NodeJS.ProcessEnv,
  ): Promise<AgencyFolder> {
    const folder = new AgencyFolder(resolve(path))
    await verifyApartFromGateway(folder.path, env)
    const isThere = await exists(join(folder.path, 'agency.json'))
    if (isThere) throw new CliError('agency-exists', folder.path)
    for (const sub of ['', 'keys', 'members', 'statements']) {
      await makePrivateFolder(join(folder.path, sub))
    }
    await createPrivateFile(join(folder.path, 'agency.json'), encode(settings))
    return folder
  }

  /** Opens a folder. Throws `folder-not-agency`, `folder-of-gateway`, `folder-not-private`. */
  static async open(path: string, env: NodeJS.ProcessEnv): Promise<AgencyFolder> {
    const folder = new AgencyFolder(resolve(path))
    await verifyApartFromGateway(folder.path, env)
    if (!(await exists(join(folder.path, 'agency.json')))) {
      throw new CliError('folder-not-agency', folder.path)
    }
    for (const sub of ['', 'keys']) await verifyPrivateFolder(join(folder.path, sub))
    return folder
  }

  async loadSettings(): Promise<AgencySettings> {
    return this.#load('agency.json')
  }

  async saveSettings(settings: AgencySettings): Promise<void> {
    await this.#save('agency.json', settings)
  }

  /** Stores a new sealed key file. Throws `file-exists`: a key is never overwritten. */
  async createKeyFile(keyName: string, text: string): Promise<void> {
    await createPrivateFile(this.#keyPath(keyName), text)
  }

  /** Replaces a key file, in one step, by one with more seeds in it. */
  async replaceKeyFile(keyName: string, text: string): Promise<void> {
    await replacePrivateFile(this.#keyPath(keyName), text)
  }

  async loadKeyFile(keyName: string): Promise<string> {
    return readPrivateFile(this.#keyPath(keyName))
  }

  async listKeys(): Promise<string[]> {
    return listNames(join(this.path, 'keys'), '.key')
  }

  /** Stores a new member. Throws `member-exists`. */
  async createMember(member: MemberSettings): Promise<void> {
    try {
      await createPrivateFile(join(this.path, 'members', `${member.slug}.json`), encode(member))
    } catch (cause) {
      if (cause instanceof CliError) throw new CliError('member-exists', member.slug, { cause })
      throw cause
    }
  }

  /** The named member or, without a name, the only one there is. Throws `member-missing`. */
  async loadMember(slug?: string): Promise<MemberSettings> {
    const known = await this.listMembers()
    const chosen = slug ?? (known.length === 1 ? known[0] : undefined)
    if (chosen === undefined || !known.includes(chosen)) {
      throw new CliError('member-missing', slug ?? '--as')
    }
    return this.#load(join('members', `${chosen}.json`))
  }

  async listMembers(): Promise<string[]> {
    return listNames(join(this.path, 'members'), '.json')
  }

  /** Replaces what is known of a member. */
  async saveMember(member: MemberSettings): Promise<void> {
    await this.#save(join('members', `${member.slug}.json`), member)
  }

  /** Leaves a hand-over for a member, in place of one of the same key. */
  async saveHandover(slug: string, kid: string, text: string): Promise<void> {
    await makePrivateFolder(this.#handoverPath(slug))
    await replacePrivateFile(this.#handoverPath(slug, `${kid}.json`), text)
  }

  /** The hand-overs that wait for a member, by `kid`. */
  async listHandovers(slug: string): Promise<ReadonlyMap<string, string>> {
    const path = this.#handoverPath(slug)
    const kids = (await exists(path)) ? await listNames(path, '.json') : []
    const read = (kid: string) => readPrivateFile(this.#handoverPath(slug, `${kid}.json`))
    return new Map(await Promise.all(kids.map(async (kid) => [kid, await read(kid)] as const)))
  }

  /** Removes a hand-over that has been taken in. */
  async removeHandover(slug: string, kid: string): Promise<void> {
    await unlink(this.#handoverPath(slug, `${kid}.json`))
  }

  /** Adds a statement after those already there. */
  async addStatement(statement: StoredStatement): Promise<void> {
    const number = String((await this.#statementFiles()).length + 1).padStart(4, '0')
    const file = `${number}-${statement.kind}.jws`
    await createPrivateFile(join(this.path, 'statements', file), statement.text)
  }

  /** All statements, in order of signing. */
  async listStatements(): Promise<StoredStatement[]> {
    return Promise.all(
      (await this.#statementFiles()).map(async (file) => ({
        kind: file.slice(5, -4),
        text: await readPrivateFile(join(this.path, 'statements', file)),
      })),
    )
  }

  async loadPublished(): Promise<Set<Digest>> {
    return new Set(await this.#loadOr<Digest[]>('published.json', []))
  }

  async savePublished(published: ReadonlySet<Digest>): Promise<void> {
    await this.#save('published.json', [...published])
  }

  /** What this folder's clients have kept of others, as `client/kept.ts` encodes it. */
  async loadKept(): Promise<unknown> {
    return this.#loadOr<unknown>('kept.json', NOTHING_KEPT)
  }

  async saveKept(kept: unknown): Promise<void> {
    await this.#save('kept.json', kept)
  }

  #keyPath(keyName: string): string {
    verifySlug(keyName, 'key')
    return join(this.path, 'keys', `${keyName}.key`)
  }

  #handoverPath(slug: string, ...file: readonly string[]): string {
    return join(this.path, 'handovers', verifySlug(slug, 'handover'), ...file)
  }

  async #statementFiles(): Promise<string[]> {
    const names = await listNames(join(this.path, 'statements'), '.jws')
    return names.map((name) => `${name}.jws`)
  }

  async #load<T>(name: string): Promise<T> {
    // Our own file, behind 0700: its shape is ours, but a hand may have slipped in it.
    try {
      return JSON.parse(await readPrivateFile(join(this.path, name))) as T
    } catch (cause) {
      if (cause instanceof SyntaxError) throw new CliError('input-invalid', name, { cause })
      throw cause
    }
  }

  async #loadOr<T>(name: string, absent: T): Promise<T> {
    return (await exists(join(this.path, name))) ? this.#load<T>(name) : absent
  }

  async #save(name: string, value: unknown): Promise<void> {
    await replacePrivateFile(join(this.path, name), encode(value))
  }
}

/** Throws `usage` unless the text can be part of a file name and of a function's id. */
export function verifySlug(text: string, option: string): string {
  if (!isAgencyId(text)) throw new CliError('usage', option)
  return text
}

function encode(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`
}

/** The files of a folder with this ending, without it, in order. */
async function listNames(folder: string, ending: string): Promise<string[]> {
  const files = await readdir(folder)
  return files
    .filter((file) => file.endsWith(ending))
    .map((file) => file.slice(0, -ending.length))
    .sort()
}

async function exists(path: string): Promise<boolean> {
  try {
    await access(path)
    return true
  } catch {
    return false
  }
}

/** Throws `folder-of-gateway` if the folder is, or lies in, what a gateway calls its own. Links are followed first. */
async function verifyApartFromGateway(path: string, env: NodeJS.ProcessEnv): Promise<void> {
  const real = await realPathOfExisting(path)
  const data = env['SLUSS_EMBEDDED_DATABASE']
  const gateway =
    data === undefined || data === '' ? undefined : await realPathOfExisting(resolve(data))
  for (let folder = real; ; folder = dirname(folder)) {
    if (folder === gateway) throw new CliError('folder-of-gateway', path)
    for (const mark of GATEWAY_MARKS) {
      if (await exists(join(folder, mark))) throw new CliError('folder-of-gateway', path)
    }
    if (folder === dirname(folder)) return
  }
}

/** The path with links resolved as far as it exists. */
async function realPathOfExisting(path: string): Promise<string> {
  try {
    return await realpath(path)
  } catch (cause) {
    if (!isErrno(cause, 'ENOENT') || path === dirname(path)) throw cause
    const name = path.slice(dirname(path).length).replace(/^[\\/]/, '')
    return join(await realPathOfExisting(dirname(path)), name)
  }
}
