import { Writable } from 'node:stream'
import t from 'tap'
import { Narrator, fold } from '../../src/demo/narrator.ts'

function listener(): { out: Writable; heard: () => string } {
  let text = ''
  const out = new Writable({
    write(chunk, _encoding, done) {
      text += String(chunk)
      done()
    },
  })
  return { out, heard: () => text }
}

const STEP = { sv: 'Ylva öppnar', en: 'Ylva opens' }

t.test('marks a step that held, and counts it', async (t) => {
  const { out, heard } = listener()
  const narrator = new Narrator(out, 'sv')
  t.equal(await narrator.step(STEP, () => 7), 7)
  t.equal(heard(), ' ✓ Ylva öppnar\n')
  t.equal(narrator.held, 1)
})

t.test('marks a step that did not hold, and stops the story with its cause', async (t) => {
  const { out, heard } = listener()
  const narrator = new Narrator(out, 'en')
  const cause = new TypeError('broken')
  const work = () => Promise.reject(cause)
  await t.rejects(narrator.step(STEP, work), { code: 'step-failed', cause })
  t.equal(heard(), ' ✗ Ylva opens\n')
  t.equal(narrator.held, 0)
})

t.test('folds between words', async (t) => {
  t.same(fold('ett två tre', 7), ['ett två', 'tre'])
  t.same(fold('oöverskådligt ja', 5), ['oöverskådligt', 'ja'])
})
