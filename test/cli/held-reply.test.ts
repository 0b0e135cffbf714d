/** A reply that waits for a second person: its receipt is not forgotten, whoever releases it. */
import t from 'tap'
import {
  informationRequestDraft,
  replyAfterWeighingDraft,
  statusReplyDraft,
} from '../../src/demo/drafts.ts'
import { newCaseReference } from '../../src/protocol/case-reference.ts'
import { runMain } from '../fixtures/sluss-command.ts'
import { testTown } from '../fixtures/town.ts'
import type { BuiltAgency } from '../../src/demo/build-town.ts'

type Answer = Record<string, unknown>

async function call({ actor }: BuiltAgency, as: string, ...words: readonly string[]) {
  const env = { SLUSS_FOLDER: actor.folder, SLUSS_PASSPHRASE_FILE: actor.passphrases }
  const { exit, stdout, stderr } = await runMain([...words, '--as', as, '--json'], env)
  return { exit, stderr, answer: JSON.parse(stdout) as Answer }
}

t.test('a held reply', { timeout: 600_000 }, async (t) => {
  const town = await testTown(t)
  const { police, socialBoard: board } = town
  const now = Date.now()
  const request = await town.file('request.json', informationRequestDraft(now, newCaseReference()))
  const asked = (await call(police, 'klas', 'send', request)).answer as { id: string; case: string }
  const open = ['open', asked.id, '--purpose', 'prevent-crime', '--conflict', 'none']
  t.equal((await call(board, 'ylva', ...open)).exit, 0)
  const thread = { case: asked.case, inReplyTo: asked.id }

  await t.test('what does not answer the question is sent, and no receipt says so', async (t) => {
    const status = await town.file('status.json', statusReplyDraft(now, thread))
    const { answer } = await call(board, 'ylva', 'reply', asked.id, status)
    t.match(answer, { state: 'released' })
    t.same((await call(board, 'ylva', 'inbox')).answer['reminders'], [])
    const words = ['receipt', asked.id, '--what', 'answered', '--answer', String(answer['id'])]
    const refused = await call(board, 'ylva', ...words)
    t.not(refused.exit, 0)
    t.match(JSON.stringify(refused.answer), /"answer-unfit"/)
  })

  const draft = await town.file('reply.json', replyAfterWeighingDraft(now, thread))
  const reply = await call(board, 'ylva', 'reply', asked.id, draft)
  const { id } = reply.answer
  const receipt = `sluss receipt ${asked.id} --what answered --answer ${String(id)}`
  t.match(reply.answer, { state: 'held' })

  await t.test('is told in the author’s inbox while it waits', async (t) => {
    const { answer } = await call(board, 'ylva', 'inbox')
    t.match(answer['reminders'], [{ answer: id, inReplyTo: asked.id, state: 'held' }])
  })

  await t.test('whoever releases it is told what is left to do', async (t) => {
    const { answer, stderr } = await call(board, 'rut', 'countersign', String(id), '--approve')
    t.match(answer, { state: 'released', answers: asked.id })
    t.match(stderr, receipt)
  })

  await t.test('the author’s next inbox says that it is released without a receipt', async (t) => {
    const { answer, stderr } = await call(board, 'ylva', 'inbox')
    t.match(answer['reminders'], [{ answer: id, state: 'released' }])
    t.match(stderr, receipt)
  })

  await t.test('once the receipt is given, nothing more is said', async (t) => {
    const { exit } = await call(board, 'ylva', ...receipt.split(' ').slice(1))
    t.equal(exit, 0)
    t.same((await call(board, 'ylva', 'inbox')).answer['reminders'], [])
  })
})
