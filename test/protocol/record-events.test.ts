import t from 'tap'
import {
  RECORD_EVENTS,
  eventsOfClass,
  isRecordEvent,
  missingFields,
} from '../../src/protocol/record-events.ts'
import { RECORD_CLASSES } from '../../src/protocol/record-events/event.ts'
import { STATEMENT_KINDS } from '../../src/protocol/statement-kinds.ts'

const ROWS = Object.entries(RECORD_EVENTS)

t.test('every event has a name of its own in both languages', async (t) => {
  for (const language of ['sv', 'en'] as const) {
    const names = ROWS.map(([, row]) => row[language])
    t.equal(new Set(names).size, names.length)
    t.ok(names.every((name) => name.length > 3))
  }
})

t.test('every class has events, but for the one whose act does not exist yet', async (t) => {
  const empty = RECORD_CLASSES.filter((of) => eventsOfClass(of).length === 0)
  t.same(empty, ['break-glass'])
})

t.test('every statement with an open leaf is an event under its own name', async (t) => {
  const open = Object.entries(STATEMENT_KINDS).filter(([, { leaf }]) => leaf === 'open')
  for (const [kind] of open) t.match(RECORD_EVENTS[kind as 'root'], { leaf: 'open' }, kind)
})

// Brottsdataförordningen (2018:1202) 3:4, and what else makes a reading one that somebody can answer for.
t.test(
  'a disclosure, and each reading of one, says who, for what, what, to whom, on which ground',
  async (t) => {
    const says = [
      'agency',
      'actor',
      'function',
      'purpose',
      'case',
      'disclosure',
      'manifest',
      'parts',
      'to',
      'grounds',
      'policySet',
      'decision',
    ]
    for (const name of [
      'disclosure.released',
      'disclosure.held',
      'disclosure.denied',
      'disclosure.looked-up',
      'held.looked-at',
      'sent.looked-at',
      'conflict.declared',
      'disclosure.opened',
      'disclosure.printed',
      'disclosure.copied',
      'disclosure.exported',
      'evidence.exported',
    ] as const)
      t.same(
        says.filter((field) => !(RECORD_EVENTS[name].needs as readonly string[]).includes(field)),
        [],
        name,
      )
  },
)

t.test('tells what a body lacks of what its event promises', async (t) => {
  const body = { ev: 'log.verified', agency: 'polisen-sydlanda', actor: null, code: 'verified' }
  t.same(missingFields(body), ['actor', 'counts'])
  t.same(missingFields({ ...body, actor: 'p1:x', counts: { size: 1 } }), [])
  t.same(missingFields({ ev: 'test.happened' }), ['ev'])
  t.same(missingFields({ ev: 'toString' }), ['ev'])
  t.same(missingFields({ ev: 'roster' }), ['ev'], 'an open leaf has no body')
  t.same(missingFields({}), ['ev'])
})

t.test('knows its own names and no others', async (t) => {
  t.ok(isRecordEvent('disclosure.opened'))
  for (const name of ['disclosure.delivered', 'constructor', '']) t.notOk(isRecordEvent(name))
})
