/** A day with `sluss`, each command a process of its own against a gateway process: what it answers, says and exits with. */
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import t from 'tap'
import { generateSigningKey } from '../../src/protocol/signing-key.ts'
import { riskAssessmentDraft, statusReplyDraft } from '../../src/demo/drafts.ts'
import { runProcessIn, testTown } from '../fixtures/town.ts'

t.test('from a risk assessment to evidence', { timeout: 600_000 }, async (t) => {
  const town = await testTown(t)
  const { police, socialBoard: board } = town
  const klas = ['--as', 'klas', '--json']
  const ylva = ['--as', 'ylva', '--json']
  const draft = await town.file('draft.json', riskAssessmentDraft(Date.now()))
  const sent = { id: '', case: '' }

  await t.test('first contact: nothing is trusted that nobody has compared', async (t) => {
    const path = join(police.actor.folder, 'agency.json')
    const { node, log, law, ...rest } = JSON.parse(await readFile(path, 'utf8'))
    await writeFile(path, JSON.stringify(rest))
    const untrusted = await runProcessIn(police, 'send', draft, ...klas)
    t.equal(untrusted.exit, 2)
    t.match(untrusted.stderr, /\[gateway-not-pinned\]\n {2}.*”sluss gateway trust”/)
    const unasked = await runProcessIn(police, 'gateway', 'trust')
    t.equal(unasked.exit, 2)
    t.match(unasked.stderr, /\[not-confirmed\]/)
    t.match(unasked.stderr, node, 'shown all the same')
    t.match(unasked.stderr, law.policySet)
    t.match(unasked.stderr, /Reglerna är de som följde med det här programmet/)
    const trusted = await runProcessIn(police, 'gateway', 'trust', '--yes', '--json')
    t.equal(trusted.exit, 0, trusted.stderr)
    t.match(JSON.parse(trusted.stdout), { node, log, law, isNew: true })
    t.match(JSON.parse(await readFile(path, 'utf8')), { node, log, law })
  })

  await t.test(
    'a later change of the gateway’s keys is refused, also by trust --yes',
    async (t) => {
      const path = join(police.actor.folder, 'agency.json')
      const settings = await readFile(path, 'utf8')
      const other = { ...JSON.parse(settings), node: generateSigningKey().kid }
      await writeFile(path, JSON.stringify(other))
      for (const words of [
        ['gateway', 'trust', '--yes'],
        ['send', draft, '--as', 'klas'],
      ]) {
        const { exit, stderr } = await runProcessIn(police, ...words)
        t.equal(exit, 4)
        t.match(stderr, /^sluss: .+ \[node-key-wrong\]/m)
      }
      await writeFile(path, settings)
    },
  )

  await t.test('send', async (t) => {
    const { exit, stdout, stderr } = await runProcessIn(police, 'send', draft, ...klas)
    t.equal(exit, 0)
    Object.assign(sent, JSON.parse(stdout))
    t.match(JSON.parse(stdout), { state: 'released', outcome: 'duty', needs: [] })
    t.equal(stderr, 'Öppnar nyckeln member-klas … klart\nPrövar, förseglar och skickar … klart\n')
  })

  await t.test(
    'what the law does not allow is refused, with reasons and exit code 3',
    async (t) => {
      const { grounds: _, ...groundless } = riskAssessmentDraft(Date.now())
      const bare = await town.file('bare.json', groundless)
      const { exit, stdout, stderr } = await runProcessIn(police, 'send', bare, ...klas)
      t.equal(exit, 3)
      t.match(JSON.parse(stdout), { error: { code: 'policy-denied-here' } })
      t.match(stderr, /OSL/)
      t.match(stderr, /\[policy-denied-here\]\n {2}.*”sluss dry-run”/)
      t.notMatch(stdout + stderr, /Tuvalisa|Fiktivgatan/)
    },
  )

  await t.test('inbox: reference, type and state, and nothing of the content', async (t) => {
    const { exit, stdout } = await runProcessIn(board, 'inbox', ...ylva)
    t.equal(exit, 0)
    t.match(JSON.parse(stdout), { items: [{ id: sent.id, case: sent.case, state: 'released' }] })
    t.notMatch(stdout, /Tuvalisa|Påhittad/)
  })

  await t.test('evidence is not for a receiver who has not opened', async (t) => {
    const words = ['evidence', sent.id, '-o', join(town.dir, 'none'), ...ylva]
    const { exit, stdout } = await runProcessIn(board, ...words)
    t.equal(exit, 3)
    t.match(JSON.parse(stdout), { error: { code: 'not-opened' } })
  })

  await t.test('open', async (t) => {
    const words = ['open', sent.id, '--purpose', 'prevent-crime', '--conflict', 'none', ...ylva]
    const { exit, stdout, stderr } = await runProcessIn(board, ...words)
    t.equal(exit, 0)
    t.match(JSON.parse(stdout), { isWhole: true, differences: [] })
    t.equal(stderr, 'Öppnar nyckeln member-ylva … klart\n')
  })

  await t.test('take over, once', async (t) => {
    const words = ['receipt', sent.id, '--what', 'taken-over', ...ylva]
    t.equal((await runProcessIn(board, ...words)).exit, 0)
    const again = await runProcessIn(board, ...words)
    t.equal(again.exit, 3)
    t.match(JSON.parse(again.stdout), { error: { code: /^already-|^id-/ } })
  })

  await t.test('reply: the answer, and the receipt that says so', async (t) => {
    const thread = { case: sent.case, inReplyTo: sent.id }
    const reply = await town.file('reply.json', statusReplyDraft(Date.now(), thread))
    const { exit, stdout, stderr } = await runProcessIn(board, 'reply', sent.id, reply, ...ylva)
    t.equal(exit, 0, stderr)
    t.match(JSON.parse(stdout), { case: sent.case, state: 'released' })
  })

  const file = join(town.dir, 'bevis.sluss')

  await t.test('evidence', async (t) => {
    const { exit, stdout } = await runProcessIn(police, 'evidence', sent.id, '-o', file, ...klas)
    t.equal(exit, 0)
    t.match(JSON.parse(stdout), { file })
  })

  await t.test('verify, offline: says which keys it trusts, and why', async (t) => {
    await town.gateway.stop()
    const folder = await runProcessIn(police, 'verify', file, '--json')
    t.equal(folder.exit, 0, folder.stderr)
    const { trusted, ok } = JSON.parse(folder.stdout)
    t.equal(ok, true)
    const byWhat = new Map(
      trusted.map((one: { of: string; key: string; why: string }) => [one.of, one]),
    )
    t.match(byWhat.get('node'), { why: 'pinned' })
    t.match(byWhat.get('log'), { why: 'pinned' })
    t.match(byWhat.get('polisen-sydlanda'), { key: police.pin, why: 'pinned' })

    const pins = [police, board].map(({ agency, pin }) => ['--pin', `${agency.id}=${pin}`])
    const bare = await runProcessIn(police, 'verify', file, ...pins.flat())
    t.equal(bare.exit, 0)
    t.match(bare.stdout, /litar på node {2}\S{43} {2}bevisfilens egen, INTE jämförd/)
    t.match(bare.stderr, /varning: Slussens eller loggens nyckel är tagen ur bevisfilen själv/)
  })

  await t.test('verify refuses another node’s bundle, and a changed one', async (t) => {
    const other = await runProcessIn(police, 'verify', file, '--node', generateSigningKey().kid)
    t.equal(other.exit, 4)
    t.match(other.stdout, /\[node-key-wrong\]/)
    const bytes = await readFile(file)
    bytes[bytes.length >> 1]! ^= 1
    const changed = await town.file('changed.sluss', '')
    await writeFile(changed, bytes)
    const { exit, stdout } = await runProcessIn(police, 'verify', changed)
    t.equal(exit, 4)
    t.match(stdout, /\[evidence-digest-mismatch\]/)
  })
})
