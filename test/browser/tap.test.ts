/** The browser's stand-in for tap is itself a test tool: what it lets through, nobody else catches. */
import t from 'tap'
import { collectResults, t as browser } from './tap.ts'

browser.test('holds', async (t) => {
  t.equal(1, 1, 'one is one')
  await t.test('below', async (t) => {
    t.throws(() => JSON.parse('{'), { name: 'SyntaxError' }, 'refuses')
  })
})
browser.test(
  'wrong value',
  async (t) => void t.same({ a: new Uint8Array([1]) }, { a: new Uint8Array([2]) }),
)
browser.test('wrong code', async (t) => {
  const refusal = Object.assign(new Error('x'), { code: 'a' })
  t.throws(
    () => {
      throw refusal
    },
    { code: 'b' },
  )
})
browser.test('no throw', async (t) => void t.throws(() => undefined))
browser.test('no rejection', async (t) => void (await t.rejects(async () => undefined)))
browser.test('exception', async () => {
  throw new Error('broken')
})
browser.test('late exception', async (t) => {
  void t.test('not awaited', async () => {
    throw new Error('broken')
  })
})
// A property (fc.assert) asserts by throwing, so a test may end without a result of its own.
browser.test('a property', async () => undefined)

const results = await collectResults()

t.test('reports what held, with the titles that lead to it', async (t) => {
  const held = results.filter(({ ok }) => ok).map(({ path }) => path.join(' › '))
  t.same(held, [
    'holds › one is one',
    'holds › below › refuses',
    'a property › ends without an exception',
  ])
})

t.test('reports everything that did not hold', async (t) => {
  const failed = results.filter(({ ok }) => !ok).map(({ path }) => path[0])
  t.same(failed, [
    'wrong value',
    'wrong code',
    'no throw',
    'no rejection',
    'exception',
    'late exception',
  ])
})

t.test('refuses a call that it does not know', async (t) => {
  t.throws(() => Reflect.get(browser, 'matchSnapshot'), { name: 'TypeError' })
})
