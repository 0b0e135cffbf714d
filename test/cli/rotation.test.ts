/** A member leaves: the function gets a new reading key, which reaches those who stay. Everything live. */
import { readdir, readFile, unlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import t from 'tap'
import { sealFunctionKey } from '../../src/client/key-handover.ts'
import { parseJson } from '../../src/protocol/json.ts'
import { parseJwsUnsafe } from '../../src/protocol/jws.ts'
import { generateSealingKey, parseSealingJwk } from '../../src/protocol/sealing-key.ts'
import { sendDraft } from '../../src/cli/disclose.ts'
import { signIn } from '../../src/demo/person.ts'
import { riskAssessmentDraft } from '../../src/demo/drafts.ts'
import { choosePassphrase, runIn, testTown } from '../fixtures/town.ts'

const RECEPTION = 'latsasby-socialnamnd/vinr-mottagning'
const OPEN = ['--purpose', 'prevent-crime', '--conflict', 'none', '--as', 'ylva', '--json']

t.test('a member leaves', { timeout: 600_000 }, async (t) => {
  const town = await testTown(t)
  const { police, socialBoard: board } = town
  const handovers = join(board.actor.folder, 'handovers')
  const draft = await town.file('draft.json', riskAssessmentDraft(Date.now()))
  const send = async () => {
    const { exit, stdout, stderr } = await runIn(police, 'send', draft, '--as', 'klas', '--json')
    t.equal(exit, 0, stderr)
    return (JSON.parse(stdout) as { id: string }).id
  }
  await choosePassphrase(board, 'member-eva')
  const admit = `member add eva --name Eva --function vinr-mottagning --subject eva --issuer`
  t.equal((await runIn(board, ...admit.split(' '), board.login.issuer)).exit, 0)
  t.equal((await runIn(board, 'roster', 'publish')).exit, 0)
  const before = await send()
  // Klas has read the directory, and is slow.
  const klas = await signIn(police, 'klas', 'sv')

  await t.test('revoking says which keys to replace, within the hour', async (t) => {
    const { exit, stdout, stderr } = await runIn(
      board,
      ...'member revoke eva --reason left --json'.split(' '),
    )
    t.equal(exit, 0)
    t.match(JSON.parse(stdout), { rotate: ['sluss function rotate vinr-mottagning'] })
    t.match(stderr, /eva .*sluss function rotate vinr-mottagning/)
  })

  await t.test('rotation hands the key to those who stay, and to nobody else', async (t) => {
    const { exit, stdout, stderr } = await runIn(
      board,
      ...'function rotate vinr-mottagning --json'.split(' '),
    )
    t.equal(exit, 0, stderr)
    const rotated = JSON.parse(stdout) as { kid: string }
    t.match(rotated, { function: RECEPTION, handedOver: ['ylva'], without: [] })
    t.same(await readdir(handovers), ['ylva'])
    t.same(await readdir(join(handovers, 'ylva')), [`${rotated.kid}.json`])
    t.match(stderr, /sluss member receive-key --as ylva/)
  })

  await t.test('what was sealed to the key before it is refused with key-retired', async (t) => {
    await t.rejects(sendDraft(klas.session, riskAssessmentDraft(Date.now())), {
      name: 'ClientError',
      code: 'key-retired',
    })
  })

  const after = await send()

  await t.test(
    'until the member has taken it in, the new cannot be read, and says so',
    async (t) => {
      const run = await runIn(board, 'open', after, ...OPEN)
      t.equal(run.exit, 3)
      t.match(JSON.parse(run.stdout), { error: { code: 'keyring-not-ours' } })
      t.match(run.stderr, /vinr-mottagning .*”sluss member receive-key”/)
      t.notMatch(run.stderr, /LARM/)
    },
  )

  await t.test('a key that the custodians have not signed for is not taken in', async (t) => {
    const settings = await readFile(join(board.actor.folder, 'members', 'ylva.json'), 'utf8')
    const { member, receivingKey } = JSON.parse(settings) as Record<string, string>
    const recipient = parseSealingJwk(parseJson(parseJwsUnsafe(receivingKey!).payload))
    const foisted = generateSealingKey()
    const text = sealFunctionKey(foisted, { function: RECEPTION, member: member! }, recipient)
    const path = join(handovers, 'ylva', `${foisted.kid}.json`)
    await writeFile(path, text, { mode: 0o600 })
    const run = await runIn(board, 'member', 'receive-key', '--as', 'ylva')
    t.equal(run.exit, 6)
    t.match(run.stderr, /\[handover-invalid\]/)
    t.equal((await readdir(join(handovers, 'ylva'))).length, 2, 'nothing is taken in')
    await unlink(path)
  })

  await t.test('taken in: the member reads what came before and what came after', async (t) => {
    const received = await runIn(board, 'member', 'receive-key', '--as', 'ylva', '--json')
    t.equal(received.exit, 0, received.stderr)
    t.match(JSON.parse(received.stdout), { received: [{ function: RECEPTION }] })
    t.same(await readdir(join(handovers, 'ylva')), [])
    for (const id of [before, after]) {
      const { exit, stderr } = await runIn(board, 'open', id, ...OPEN)
      t.equal(exit, 0, stderr)
    }
    const again = await runIn(board, 'member', 'receive-key', '--as', 'ylva')
    t.equal(again.stdout, '')
  })

  await t.test('whoever is admitted later reads with the new key', async (t) => {
    await choosePassphrase(board, 'member-ny')
    const words = 'member add ny --name Ny --function vinr-mottagning --subject ny --issuer'
    const { exit, stderr } = await runIn(board, ...words.split(' '), board.login.issuer)
    t.equal(exit, 0, stderr)
  })
})
