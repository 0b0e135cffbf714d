/** POL-5 d from the command line: the function that sends an assessment learns when it has run out. */
import t from 'tap'
import { parseNote } from '../../src/client/case-note.ts'
import { lastDayOf } from '../../src/client/review-task.ts'
import { openNote } from '../../src/client/sealed-note.ts'
import { informationRequestDraft, riskAssessmentDraft } from '../../src/demo/drafts.ts'
import { signIn } from '../../src/demo/person.ts'
import { newCaseReference } from '../../src/protocol/case-reference.ts'
import { runIn, testTown } from '../fixtures/town.ts'

t.test('what is sent', { timeout: 600_000 }, async (t) => {
  const town = await testTown(t)
  const { police } = town
  const now = Date.now()
  const { session } = await signIn(police, 'klas', 'sv')
  const id = `${police.agency.id}/utredning`
  const keys = session.keys.reading.get(id)!
  const send = async (name: string, draft: unknown) => {
    const { exit, stdout } = await runIn(
      police,
      'send',
      await town.file(name, draft),
      '--as',
      'klas',
      '--json',
    )
    t.equal(exit, 0)
    return JSON.parse(stdout) as { readonly id: string; readonly case: string }
  }

  await t.test(
    'with a last day is a task of the function that sent it, for its own eyes',
    async (t) => {
      const draft = riskAssessmentDraft(now)
      const sent = await send('risk.json', draft)
      const tasks = await session.gateway.tasks(id)
      t.equal(tasks.length, 1)
      const [{ sealed, about, ...task }] = tasks as [(typeof tasks)[0]]
      t.equal(about, sent.id)
      t.equal(task.case, sent.case)
      const place = { case: task.case, function: id, id: task.id, member: task.member }
      const note = parseNote(openNote(keys, place, sealed))
      t.same(note, { kind: 'review', on: lastDayOf(draft.document) })
    },
  )

  await t.test('without one is none', async (t) => {
    await send('request.json', informationRequestDraft(now, newCaseReference()))
    t.equal((await session.gateway.tasks(id)).length, 1)
  })
})
