import { chmod, mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'
import { runSluss } from '../fixtures/sluss-command.ts'

const root = t.testdir({ passphrases: {}, gateway: { data: { PG_VERSION: '18' } } })
const folder = join(root, 'polisen')
const passphrases = join(root, 'passphrases')
const env = { SLUSS_PASSPHRASE_FILE: passphrases, SLUSS_FOLDER: folder }

const INIT = [
  'agency',
  'init',
  'polisen-sydlanda',
  '--body',
  'police',
  '--name-sv',
  'Polisen Sydlanda',
  '--gateway',
  'http://127.0.0.1:9',
]

const MEMBER_ADD =
  'member add klas --name Klas --function utredning --issuer https://login.example --subject klas --json'.split(
    ' ',
  )

t.before(async () => {
  await chmod(passphrases, 0o700)
  const names = ['custodian-1', 'custodian-2', 'custodian-3', 'roster']
  for (const name of [...names, 'function-utredning', 'member-klas']) {
    await writeFile(join(passphrases, name), `påhittad fras för ${name}\n`, { mode: 0o600 })
  }
})

t.test('refuses a folder inside a gateway’s data folder, before any key is made', async (t) => {
  const inside = join(root, 'gateway', 'nycklar')
  const { exit, stderr } = await runSluss([...INIT, '--folder', inside], env)
  t.equal(exit, 6)
  t.match(stderr, /nycklar får aldrig ligga där\. \(.*\) \[folder-of-gateway\]/)
  t.same(await readdir(join(root, 'gateway')), ['data'])
  const data = { ...env, SLUSS_EMBEDDED_DATABASE: root }
  t.match((await runSluss(INIT, data)).stderr, /\[folder-of-gateway\]/)
})

t.test('custodians with the same passphrase are refused', async (t) => {
  const one = join(root, 'one')
  await writeFile(one, 'samma fras för alla\n', { mode: 0o600 })
  const other = join(root, 'annan')
  const run = await runSluss([...INIT, '--folder', other], { SLUSS_PASSPHRASE_FILE: one })
  t.equal(run.exit, 6)
  t.match(run.stderr, /\[passphrase-reused\]/)
  t.notOk(existsSync(other), 'nothing is left behind')
})

t.test(
  'creates an agency: the fingerprint on stdout, progress on stderr, all private',
  async (t) => {
    const { exit, stdout, stderr } = await runSluss(INIT, env)
    t.equal(exit, 0)
    t.match(stdout, /^[A-Za-z0-9_-]{43}\n$/)
    t.match(
      stderr,
      [
        'Förseglar nyckeln custodian-1 … klart',
        'Förseglar nyckeln custodian-2 … klart',
        'Förseglar nyckeln custodian-3 … klart',
        'Förseglar nyckeln roster … klart',
        '',
      ].join('\n'),
    )
    for (const file of await readdir(folder, { recursive: true, withFileTypes: true })) {
      const { mode } = await stat(join(file.parentPath, file.name))
      t.equal(mode & 0o777, file.isDirectory() ? 0o700 : 0o600, file.name)
    }
  },
)

t.test('refuses to create it again, and leaves every key as it is', async (t) => {
  const before = await readFile(join(folder, 'keys', 'custodian-1.key'), 'utf8')
  const { exit, stderr } = await runSluss(INIT, env)
  t.equal(exit, 6)
  t.match(stderr, /\[agency-exists\]/)
  t.equal(await readFile(join(folder, 'keys', 'custodian-1.key'), 'utf8'), before)
})

t.test('adds a function and a member, signed by two custodians', async (t) => {
  const added = await runSluss(['function', 'add', 'utredning', '--name-sv', 'Utredning'], env)
  t.equal(added.exit, 0)
  t.match(added.stdout, /^polisen-sydlanda\/utredning {2}\S{43}\n$/)
  t.match(added.stderr, /Öppnar nyckeln custodian-1 … klart\nÖppnar nyckeln custodian-2 … klart\n/)
  const member = await runSluss(MEMBER_ADD, env)
  t.equal(member.exit, 0)
  t.match(JSON.parse(member.stdout), { slug: 'klas', functions: ['polisen-sydlanda/utredning'] })
  t.same(await readdir(join(folder, 'keys')), [
    'custodian-1.key',
    'custodian-2.key',
    'custodian-3.key',
    'function-utredning.key',
    'member-klas.key',
    'roster.key',
  ])
})

t.test('shows fingerprints without opening a key', async (t) => {
  const { exit, stdout } = await runSluss(['keys', 'show'], { SLUSS_FOLDER: folder })
  t.equal(exit, 0)
  t.equal(stdout.match(/^([0-9A-Z]{4}-){4}[0-9A-Z]{4} /gm)?.length, 3)
})

t.test('a wrong passphrase, and none, are told apart from other faults', async (t) => {
  const wrong = join(root, 'fel')
  await writeFile(wrong, 'en helt annan fras\n', { mode: 0o600 })
  const add = ['function', 'add', 'jour', '--name-sv', 'Jour', '--folder', folder]
  const run = await runSluss(add, { SLUSS_PASSPHRASE_FILE: wrong })
  t.equal(run.exit, 6)
  t.match(
    run.stderr,
    /Lösenfrasen passar inte, eller så är nyckelfilen ändrad\. \[key-file-open-failed\]/,
  )
  t.match((await runSluss(add)).stderr, /\[passphrase-missing\]/)
})

t.test('refuses a key file, a passphrase file or a folder that others can read', async (t) => {
  const add = ['function', 'add', 'jour', '--name-sv', 'Jour']
  const loosen = async (path: string, mode: number, back: number, code: string) => {
    await chmod(path, mode)
    const { exit, stderr } = await runSluss(add, env)
    await chmod(path, back)
    t.equal(exit, 6)
    t.match(stderr, `[${code}]`)
  }
  await loosen(join(folder, 'keys', 'custodian-1.key'), 0o644, 0o600, 'file-not-private')
  await loosen(join(passphrases, 'custodian-1'), 0o640, 0o600, 'file-not-private')
  await loosen(folder, 0o755, 0o700, 'folder-not-private')
})

t.test('says that the gateway does not answer, and signs the roster all the same', async (t) => {
  const { exit, stderr } = await runSluss(['roster', 'publish'], env)
  t.equal(exit, 5)
  t.match(stderr, /\[gateway-unreachable\]/)
  const statements = await readdir(join(folder, 'statements'))
  t.same(statements, [
    '0001-root.jws',
    '0002-function-key.jws',
    '0003-credential.jws',
    '0004-roster.jws',
  ])
})

t.test('refuses a member’s command when there is no way to a token', async (t) => {
  const { exit, stderr } = await runSluss(['inbox'], env)
  t.equal(exit, 2)
  t.match(stderr, /\[setting-missing\]/)
})

t.test('a folder that is none is said so', async (t) => {
  await mkdir(join(root, 'tom'))
  const { exit, stderr } = await runSluss(['inbox', '--folder', join(root, 'tom')])
  t.equal(exit, 6)
  t.match(stderr, /\[folder-not-agency\]/)
})
