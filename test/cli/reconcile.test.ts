/** Two agencies reconcile what they exchanged, by command line. Everything live. */
import t from 'tap'
import { riskAssessmentDraft } from '../../src/demo/drafts.ts'
import { runIn, testTown } from '../fixtures/town.ts'

const OPEN = ['--purpose', 'prevent-crime', '--conflict', 'none', '--as', 'ylva']

t.test('what was exchanged is counted by both sides', { timeout: 600_000 }, async (t) => {
  const town = await testTown(t)
  const { police, socialBoard: board } = town
  const draft = await town.file('draft.json', riskAssessmentDraft(Date.now()))
  const send = async () => {
    const { exit, stdout, stderr } = await runIn(police, 'send', draft, '--as', 'klas', '--json')
    t.equal(exit, 0, stderr)
    return (JSON.parse(stdout) as { id: string }).id
  }
  const [first] = [await send(), await send()]
  t.equal((await runIn(board, 'open', first!, ...OPEN)).exit, 0)

  await t.test('today so far: sent, opened and unopened, the same on both sides', async (t) => {
    for (const agency of [police, board]) {
      const { exit, stdout, stderr } = await runIn(agency, 'reconcile', '--so-far', '--as', 'drift')
      t.equal(exit, 0, stderr)
      t.match(stdout, /hittills/)
      t.notMatch(stdout, /återkallade|prov/, 'what there is none of is not counted')
      t.match(
        stdout,
        /polisen-sydlanda\/utredning → latsasby-socialnamnd\/vinr-mottagning: 2 skickade = 2 levererade = 1 öppnade \+ 1 oöppnade/,
      )
    }
  })

  await t.test('yesterday: each side signs, the second sees that both say the same', async (t) => {
    const ours = await runIn(police, 'reconcile', '--as', 'drift')
    t.equal(ours.exit, 0, ours.stderr)
    t.match(
      ours.stdout,
      /motparten har inte räknat ännu, inget utbytt; er räkning är händelse \d+ i loggen/,
    )
    const theirs = await runIn(board, 'reconcile', '--as', 'drift', '--json')
    t.equal(theirs.exit, 0, theirs.stderr)
    t.match(JSON.parse(theirs.stdout), {
      reconciled: [{ with: 'polisen-sydlanda', theirs: 'same', pairs: [], differences: [] }],
    })
  })

  await t.test('a day to come is not reconciled, nor by whoever has no such role', async (t) => {
    const early = await runIn(police, 'reconcile', '--day', '2099-01-01', '--as', 'drift')
    t.equal(early.exit, 3)
    t.match(early.stderr, /Perioden är inte slut/)
    t.equal((await runIn(police, 'reconcile', '--as', 'klas')).exit, 3)
    t.equal((await runIn(police, 'reconcile', '--day', 'igår', '--as', 'drift')).exit, 2)
    const unknown = await runIn(police, 'reconcile', '--with', 'okand', '--as', 'drift')
    t.equal(unknown.exit, 2)
    t.match(unknown.stderr, 'Ett av orden behövs: --with latsasby-socialnamnd.')
  })
})
