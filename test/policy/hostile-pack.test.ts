/** Packs that somebody proposed to do harm: what reads them works no longer than on an honest one, and shows nothing else. */
import t from 'tap'
import { encodeUtf8 } from '../../src/protocol/bytes.ts'
import { PACK_LIMIT, buildPolicySet, parsePolicySet } from '../../src/policy/pack.ts'
import type { Pack } from '../../src/policy/policy-set.ts'
import { readPolicySet } from '../fixtures/policy-files.ts'

const { pack } = readPolicySet()

function refused(change: (pack: Pack) => object) {
  const changed = { ...pack, ...change(pack) }
  try {
    buildPolicySet(changed)
  } catch (error) {
    return error
  }
  return undefined
}

const dayNumber = (n: number) => new Date(Date.UTC(2013, 0, 1 + n)).toISOString().slice(0, 10)

t.test('a pack beyond the limit is refused before it is read', async (t) => {
  const bytes = encodeUtf8('x'.repeat(PACK_LIMIT + 1))
  t.throws(() => parsePolicySet(bytes), {
    code: 'pack-invalid',
    place: { reason: 'is larger than 2 MiB' },
  })
})

t.test('what could not be sent cannot be made', async (t) => {
  const [source] = pack.sources
  const many = Array.from({ length: 40_000 }, (_, i) => ({ ...source, key: `Z${i}` }))
  t.match(
    refused(({ sources }) => ({ sources: [...sources, ...many] })),
    { code: 'pack-invalid', place: { reason: 'is larger than 2 MiB' } },
  )
})

t.test('rules that begin on thousands of days are refused', async (t) => {
  const [rule] = pack.obligationRules
  const [wording] = rule!.versions
  const many = Array.from({ length: 1_000 }, (_, i) => ({
    ...rule!,
    id: `rule-${i}`,
    versions: [{ ...wording!, from: dayNumber(i), to: null }],
  }))
  t.match(
    refused(({ obligationRules }) => ({ obligationRules: [...obligationRules, ...many] })),
    { place: { reason: 'change on too many days' } },
  )
})

const DECEIVING = {
  'a control sequence of a terminal': '\u001b[2K',
  'a line break': '\n',
  'a control sequence in one character': '\u009b2K',
  'a turn of the direction of writing': '\u202e',
  'something that is not seen': '\u200b',
}
for (const [what, text] of Object.entries(DECEIVING))
  t.test(`no text has ${what}`, async (t) => {
    const deceive = ({ locks }: Pack) => {
      const [first, ...others] = locks
      return { locks: [{ ...first!, name: { sv: `a${text}b`, en: 'a' } }, ...others] }
    }
    t.match(refused(deceive), {
      code: 'pack-invalid',
      place: { pointer: '/locks/0/name/sv', reason: 'pattern' },
    })
  })

t.test('a link is one of https, without anything around it', async (t) => {
  for (const link of [
    'http://lagen.nu',
    'javascript:x//https://a',
    'https://lagen.nu\u001b[2K',
    'https://lagen.nu@a.se',
  ])
    t.match(
      refused(({ locks: [first, ...others] }) => ({ locks: [{ ...first!, link }, ...others] })),
      { place: { pointer: '/locks/0/link', reason: 'pattern' } },
    )
  for (const url of [
    'https://lagen.nu/\u001b[2K',
    'https://lagen.nu/a b',
    'https://lagen.nu@a.se',
    'file:///a',
  ])
    t.match(
      refused(({ sources: [first, ...others] }) => ({ sources: [{ ...first!, url }, ...others] })),
      { place: { pointer: '/sources/0/url', reason: 'pattern' } },
    )
})
