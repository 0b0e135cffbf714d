/** A gateway that lies about a message and what it hands over of it: each lie is refused by a code, or reported, signed. */
import t from 'tap'
import { openReleased } from '../../src/client/disclosure-acts.ts'
import type { LawVerdict } from '../../src/client/kept-law.ts'
import { loadKnown } from '../../src/client/known-disclosure.ts'
import { withdrawSent } from '../../src/client/withdraw-acts.ts'
import { encodeUtf8, parseUtf8 } from '../../src/protocol/bytes.ts'
import { parseHandover } from '../../src/protocol/handover.ts'
import { parseStatementUnsafe } from '../../src/protocol/statement.ts'
import { encodeTime } from '../../src/protocol/time.ts'
import { START, publishedWorld } from '../fixtures/gateway.ts'
import { deskBehindLiar, inHandover, inJson } from '../fixtures/lying-gateway.ts'
import type { Lie } from '../fixtures/lying-gateway.ts'
import { expectRefused, sendAt } from '../fixtures/told-lies.ts'
import type { Refused, Told } from '../fixtures/told-lies.ts'

const world = await publishedWorld(t)
const { police, board } = world
const author = await deskBehindLiar(world, police, 'anna')
const reader = await deskBehindLiar(world, board, 'disa')
const ANSWERS = { purpose: 'victim-support', conflictOfInterest: 'none' } as const

t.test(
  'rules that are not the law as the reader knows it are reported, whoever named them',
  async (t) => {
    const codesWhen = async (verdict: LawVerdict) => {
      const id = await sendAt(world, author.desk)
      const desk = { ...reader.desk, judgeLaw: async () => verdict }
      const { differences } = await openReleased(desk, id, ANSWERS)
      return differences.map(({ code }) => code)
    }
    t.same(
      await codesWhen('other'),
      ['policy-set-differs'],
      'older rules, that the author was shown',
    )
    t.same(await codesWhen('law'), [])
    t.same(await codesWhen('unknown'), [], 'the author answers for those that were named')
  },
)

t.test('what is known of a message before it is opened', async (t) => {
  const [id, other] = [await sendAt(world, author.desk), await sendAt(world, author.desk)]
  const about = (alter: (said: Told) => unknown, code: string): Refused => ({
    at: reader,
    path: /^\/v1\/disclosures\/[^/]+$/,
    lie: inJson(alter),
    act: () => loadKnown(reader.desk, id),
    code,
  })
  const manifestOf = async (of: string): Promise<Told> =>
    (await reader.desk.gateway.disclosure(of))['manifest']
  await withdrawSent(author.desk, other, ['wrong-fact'])
  const { withdrawals } = (await reader.desk.gateway.disclosure(other)) as Told
  const swapped = await manifestOf(other)
  await expectRefused(t, world, {
    'another message': about((said) => ({ ...said, manifest: swapped }), 'answer-invalid'),
    'an altered one': about(
      (said) => ({ ...said, manifest: said.manifest.replace(/.{8}$/, 'AAAAAAAA') }),
      'jws-signature-invalid',
    ),
    'accepted before it was written': about(
      (said) => ({ ...said, at: encodeTime(START - 86_400_000) }),
      'answer-invalid',
    ),
    'accepted tomorrow': about(
      (said) => ({ ...said, at: encodeTime(world.now + 86_400_000) }),
      'answer-invalid',
    ),
    'taken back, by what was signed about another': about(
      (said) => ({ ...said, withdrawals }),
      'manifest-mismatch',
    ),
  })
})

t.test('what is handed over', async (t) => {
  const [id, other] = [await sendAt(world, author.desk), await sendAt(world, author.desk)]
  const bytesOf = async (of: string) => {
    let seen = new Uint8Array()
    reader.lie(/\/open$/, (said) => (seen = new Uint8Array(said)))
    await openReleased(reader.desk, of, ANSWERS)
    reader.lie()
    return seen
  }
  const handedBefore = await bytesOf(id)
  const handedOther = await bytesOf(other)
  const opened = (lie: Lie, code: string): Refused => ({
    at: reader,
    path: /\/open$/,
    lie,
    act: () => openReleased(reader.desk, id, ANSWERS),
    code,
  })
  const [mine, theirs] = [parseHandover(handedBefore), parseHandover(handedOther)]
  await expectRefused(t, world, {
    'another message': opened(() => handedOther, 'acceptance-not-proven'),
    'another message under this record': opened(
      inHandover(({ claim }) => ({ ...theirs, claim })),
      'answer-invalid',
    ),
    'what was handed over before, with the record of then': opened(
      () => handedBefore,
      'acceptance-not-proven',
    ),
    'the keyring of another': opened(
      inHandover((said) => ({ ...said, keyring: theirs.keyring })),
      'keyring-digest-mismatch',
    ),
    'no keyring': opened(
      inHandover((said) => ({ ...said, keyring: null })),
      'keyring-not-ours',
    ),
    'nothing that can be read': opened(() => encodeUtf8('{}'), 'disclosure-handover-invalid'),
  })
  const [part] = mine.parts.keys()
  const reported: Record<string, readonly [Lie, string]> = {
    'a part is left out': [
      inHandover((said) => ({
        ...said,
        parts: new Map([...said.parts].filter(([of]) => of !== part)),
      })),
      'part-missing',
    ],
    'two parts have changed places': [
      inHandover((said) => {
        const [[a, one], [b, two], ...rest] = [...said.parts] as Told
        return { ...said, parts: new Map([[a, two], [b, one], ...rest]) }
      }),
      'part-digest-mismatch',
    ],
    'a decision with other reasons': [
      inHandover((said) => ({
        ...said,
        decision: encodeUtf8(
          parseUtf8(said.decision).replace('"outcome":"permit"', '"outcome":"duty"'),
        ),
      })),
      'decision-differs',
    ],
  }
  for (const [name, [lie, code]] of Object.entries(reported)) {
    world.now += 1_000
    reader.lie(/\/open$/, lie)
    const { differences } = await openReleased(reader.desk, id, ANSWERS)
    reader.lie()
    t.ok(
      differences.some((difference) => difference.code === code),
      `${name}: ${differences.map((one) => one.code).join()}`,
    )
  }
  const told = (await author.desk.gateway.disclosure(id)) as Told
  const reports = told.receipts
    .map((text: string) => parseStatementUnsafe('receipt', text).payload)
    .flatMap(({ differences = [] }: Told) => differences)
  for (const [, code] of Object.values(reported))
    t.ok(reports.includes(code), `${code} was reported, signed`)
})
