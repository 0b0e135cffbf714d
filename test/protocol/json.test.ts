import fc from 'fast-check'
import t from 'tap'
import { encodeUtf8 } from '../../src/protocol/bytes.ts'
import { isJsonObject, parseJson } from '../../src/protocol/json.ts'
import { codeOf } from '../fixtures/code-of.ts'

const name = fc.string({ unit: 'binary' }).filter((text) => text !== '__proto__')

/** Values that strict JSON carries: integers, well-formed text, no `__proto__`. */
const jsonValue = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    fc.constantFrom(null, true, false),
    fc.maxSafeInteger(),
    fc.string({ unit: 'binary' }),
    fc.array(tie('value'), { maxLength: 5 }),
    fc.dictionary(name, tie('value'), { maxKeys: 5 }),
  ),
})).value

const parse = (text: string) => parseJson(encodeUtf8(text))

t.test('parse inverts JSON.stringify, with and without white space', async () => {
  fc.assert(
    fc.property(jsonValue, fc.constantFrom(0, 1, 2), (value, indent) => {
      const text = JSON.stringify(value, null, indent)
      return JSON.stringify(parse(text), null, indent) === text
    }),
  )
})

t.test('reads as JSON.parse does whatever it accepts', async () => {
  const tokens = '{ } [ ] : , "a" "b\\"" "\\\\" 1 - 0 . e E true null "__proto__" "e:1.5"'.split(
    ' ',
  )
  const token = fc.constantFrom(' ', ...tokens)
  fc.assert(
    fc.property(fc.array(token, { maxLength: 12 }), (tokens) => {
      const text = tokens.join('')
      try {
        return JSON.stringify(parse(text)) === JSON.stringify(JSON.parse(text))
      } catch {
        return true
      }
    }),
    { numRuns: 5000 },
  )
})

t.test('is not misled by marks inside strings', async (t) => {
  t.same(parse('{"a:b":"c:d","\\"e\\\\":"1.5e3,E"}'), { 'a:b': 'c:d', '"e\\': '1.5e3,E' })
})

t.test('accepts 32 levels of nesting', async (t) => {
  t.doesNotThrow(() => parse(`${'['.repeat(32)}${']'.repeat(32)}`))
})

t.test('accepts the largest and the smallest safe integer', async (t) => {
  t.same(parse('[9007199254740991,-9007199254740991,0]'), [9007199254740991, -9007199254740991, 0])
})

t.test('never repeats the input in the message', async (t) => {
  try {
    parse('{"personnummer": 19920318-2382}')
    t.fail('accepted')
  } catch (error) {
    t.notMatch(`${String(error)} ${String((error as Error).cause)}`, /1992|personnummer/)
  }
})

t.test('refuses a repeated member wherever it stands', async () => {
  fc.assert(
    fc.property(jsonValue, name, (value, repeated) => {
      const member = `${JSON.stringify(repeated)}:1`
      const text = `[${JSON.stringify(value)},{${member},"x":{},${member}}]`
      return codeOf(() => parse(text)) === 'json-duplicate-member'
    }),
  )
})

t.test('tells an object from a list and from nothing', async (t) => {
  t.ok(isJsonObject({}))
  t.notOk(isJsonObject([]))
  t.notOk(isJsonObject(null))
  t.notOk(isJsonObject('{}'))
})
