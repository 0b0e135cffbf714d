/** Notes are for the members of a function: sealed under what they alone hold, and each is itself alone. */
import t from 'tap'
import { CONTACT_WITHIN, encodeNote, judgeContact, parseNote } from '../../src/client/case-note.ts'
import type { NoteContent } from '../../src/client/case-note.ts'
import { openNote, sealNote } from '../../src/client/sealed-note.ts'
import { encodeUtf8 } from '../../src/protocol/bytes.ts'
import { generateSealingKey } from '../../src/protocol/sealing-key.ts'
import { encodeTime } from '../../src/protocol/time.ts'
import { newUuid } from '../../src/protocol/uuid.ts'

const NOW = Date.UTC(2026, 2, 2, 9)
const key = generateSealingKey()
const place = {
  function: 'latsasby-socialnamnd/vinr-mottagning',
  case: '7KQ4-XRM2',
  id: newUuid(NOW),
  member: newUuid(NOW),
}
const attempt = (result: 'reached' | 'no-answer', at = NOW): NoteContent => ({
  kind: 'attempt',
  at: encodeTime(at),
  channel: 'phone',
  result,
})
const sealed = sealNote(key, place, encodeNote(attempt('reached')))

t.test('opens with any key of the function that the member holds', async (t) => {
  const later = generateSealingKey()
  t.same(parseNote(openNote([later, key], place, sealed)), attempt('reached'))
})

t.test(
  'opens as no other note, member, case or function, and without the key not at all',
  async (t) => {
    const others = [
      { ...place, id: newUuid(NOW) },
      { ...place, member: newUuid(NOW) },
      { ...place, case: '7KQ4-XRM3' },
      { ...place, function: 'latsasby-socialnamnd/ekonomi' },
    ]
    for (const other of others)
      t.throws(() => openNote([key], other, sealed), { code: 'note-unreadable' })
    t.throws(() => openNote([generateSealingKey()], place, sealed), { code: 'note-unreadable' })
    t.throws(() => openNote([], place, sealed), { code: 'note-unreadable' })
    for (const at of [0, 3, sealed.length - 1]) {
      const flipped = sealed.map((byte, i) => (i === at ? byte ^ 1 : byte))
      t.throws(() => openNote([key], place, flipped), { code: 'note-unreadable' }, `byte ${at}`)
    }
  },
)

t.test('its size does not tell what was tried and how it went', async (t) => {
  const long = encodeNote({ kind: 'step', what: 'å'.repeat(300), who: 'Ylva', by: '' })
  t.equal(sealNote(key, place, long).length, sealed.length)
})

t.test('what is no note that is known is not read as one', async (t) => {
  for (const text of [
    'x',
    '[]',
    '{"v":1,"kind":"other"}',
    '{"v":1,"kind":"attempt","at":"i dag","channel":"phone","result":"reached"}',
    '{"v":1,"kind":"attempt","at":"2026-03-02T09:00:00.000Z","channel":"dove","result":"reached"}',
    JSON.stringify({ v: 1, kind: 'registered', number: 'x'.repeat(301) }),
  ])
    t.throws(() => parseNote(encodeUtf8(text)), { code: 'note-unreadable' }, text.slice(0, 40))
})

t.test('contact is due 48 hours after the message, until somebody was reached', async (t) => {
  t.same(judgeContact([], NOW), { contactBy: NOW + CONTACT_WITHIN, needsOtherWay: false })
  t.same(judgeContact([attempt('reached')], NOW).contactBy, undefined)
})

t.test('after two attempts in vain another way should be asked for', async (t) => {
  const inVain = [attempt('no-answer'), attempt('no-answer')]
  t.notOk(judgeContact(inVain.slice(1), NOW).needsOtherWay)
  t.ok(judgeContact(inVain, NOW).needsOtherWay)
  t.notOk(judgeContact([...inVain, attempt('reached')], NOW).needsOtherWay)
  t.ok(judgeContact(inVain, NOW + 59_000).needsOtherWay, 'people note the minute')
  t.notOk(judgeContact(inVain, NOW + 60_000).needsOtherWay, 'for an earlier message')
})
