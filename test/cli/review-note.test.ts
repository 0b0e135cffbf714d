/** POL-5 d from the command line: the function that sends an assessment learns when it has run out. */
import t from 'tap'
import { sendDraft } from '../../src/cli/disclose.ts'
import { noteLastDay } from '../../src/cli/review-note.ts'
import type { Session } from '../../src/cli/session.ts'
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

  await t.test('by who holds no key of the function stands, and a warning says when', async (t) => {
    const draft = riskAssessmentDraft(now)
    const sent = await sendDraft(session, draft)
    const warned: string[] = []
    const terminal = { warn: ({ sv }: { readonly sv: string }) => void warned.push(sv) }
    const keyless = {
      ...session,
      keys: { ...session.keys, reading: new Map() },
      context: { ...session.context, terminal },
    } as unknown as Session
    await noteLastDay(keyless, draft.document, sent)
    t.equal(warned.length, 1)
    t.match(
      warned[0],
      `ingen påminnelse kunde sparas. Gör en ny bedömning senast ${lastDayOf(draft.document)}.`,
    )
    t.equal((await session.gateway.tasks(id)).length, 1, 'that of before')
  })

  await t.test('without one is none', async (t) => {
    await send('request.json', informationRequestDraft(now, newCaseReference()))
    t.equal((await session.gateway.tasks(id)).length, 1)
  })
})
