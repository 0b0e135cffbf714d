/** The daily trial message goes the whole way between two agencies, by command line. Everything live. */
import t from 'tap'
import { runIn, testTown } from '../fixtures/town.ts'

t.test('a trial message goes the whole way', { timeout: 600_000 }, async (t) => {
  const town = await testTown(t)
  const { police, socialBoard: board } = town
  const to = ['--to', 'latsasby-socialnamnd/drift', '--as', 'drift']

  const sent = await runIn(police, 'probe', ...to, '--json')
  t.equal(sent.exit, 0, sent.stderr)
  const { sent: ids } = JSON.parse(sent.stdout) as { sent: string[] }
  t.equal(ids.length, 1)

  await t.test('it disturbs nobody: no box of people shows it', async (t) => {
    for (const name of ['ylva', 'rut']) {
      const { stdout, exit } = await runIn(board, 'inbox', '--as', name, '--json')
      t.equal(exit, 0)
      t.same(JSON.parse(stdout).items, [])
    }
  })

  await t.test('the other side opens, checks and answers for it, once', async (t) => {
    const received = await runIn(board, 'probe', '--as', 'drift', '--json')
    t.equal(received.exit, 0, received.stderr)
    t.match(JSON.parse(received.stdout), { sent: [], received: [{ id: ids[0], isWhole: true }] })
    const again = await runIn(board, 'probe', '--as', 'drift', '--json')
    t.same(JSON.parse(again.stdout), { sent: [], received: [] })
    t.match(again.stderr, 'Inga provmeddelanden att öppna.')
    const unable = await runIn(police, 'probe', '--as', 'kim')
    t.equal(unable.exit, 3, 'one who opens nothing could not tell that none has come')
    t.match(unable.stderr, /\[credential-unsuitable\]/)
  })

  await t.test('the sender sees that it was opened, and that it was a trial', async (t) => {
    const { stdout, exit } = await runIn(police, 'reconcile', '--so-far', '--as', 'drift')
    t.equal(exit, 0)
    t.match(stdout, /drift → .*drift: 1 skickade = 1 levererade = 1 öppnade .*; 1 prov/)
  })
})
