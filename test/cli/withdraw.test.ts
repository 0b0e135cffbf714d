/** What was sent by mistake is taken back, by command line. Everything live. */
import t from 'tap'
import { riskAssessmentDraft } from '../../src/demo/drafts.ts'
import { runIn, testTown } from '../fixtures/town.ts'

const OPEN = ['--purpose', 'prevent-crime', '--conflict', 'none', '--as', 'ylva']

t.test('a disclosure is withdrawn', { timeout: 600_000 }, async (t) => {
  const town = await testTown(t)
  const { police, socialBoard: board } = town
  const draft = await town.file('draft.json', riskAssessmentDraft(Date.now()))
  const send = async () => {
    const { exit, stdout, stderr } = await runIn(police, 'send', draft, '--as', 'klas', '--json')
    t.equal(exit, 0, stderr)
    return (JSON.parse(stdout) as { id: string }).id
  }
  const withdraw = (id: string, reason: string, ...words: readonly string[]) =>
    runIn(police, 'withdraw', id, '--reason', reason, '--as', 'klas', ...words)
  const first = await send()

  await t.test('a reason that is none is a fault of the command', async (t) => {
    for (const reason of ['regret', 'address,regret'])
      t.equal((await withdraw(first, reason)).exit, 2, reason)
  })

  await t.test('before it is opened it is recalled, and refused to who opens it', async (t) => {
    const { exit, stdout, stderr } = await withdraw(first, 'wrong-receiver,address', '--json')
    t.equal(exit, 0, stderr)
    t.match(JSON.parse(stdout), { state: 'recalled', reasons: ['wrong-receiver', 'address'] })
    t.match(stderr, /Enligt slussen hade ingen mottagare öppnat det/)
    const opening = await runIn(board, 'open', first, ...OPEN)
    t.equal(opening.exit, 3)
    t.match(opening.stderr, /Avsändaren har återkallat meddelandet/)
    const inbox = await runIn(board, 'inbox', '--as', 'ylva')
    t.match(inbox.stdout, /återkallat innan det öppnades/)
    t.match(inbox.stderr, /återkallat av avsändaren och kan inte öppnas/)
  })

  await t.test('after it is opened the receiver is told what was wrong', async (t) => {
    const second = await send()
    t.equal((await runIn(board, 'open', second, ...OPEN)).exit, 0)
    const { stdout, stderr } = await withdraw(second, 'wrong-fact')
    t.match(stdout, /återkallat efter att det öppnades/)
    t.match(stderr, /hade redan öppnat det/)
    const again = await runIn(board, 'open', second, ...OPEN, '--lang', 'en')
    t.equal(again.exit, 0, again.stderr)
    t.match(again.stderr, /withdrew this after you had opened it\. What was wrong: wrong data\./)
  })

  await t.test('once withdrawn is withdrawn', async (t) => {
    const { exit, stderr } = await withdraw(first, 'other')
    t.equal(exit, 3)
    t.match(stderr, /Redan återkallat/)
  })
})
