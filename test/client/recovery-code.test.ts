import fc from 'fast-check'
import { test } from 'tap'
import { ClientError } from '../../src/client/errors.ts'
import {
  DEVICE_SECRET_SIZE,
  encodeRecoveryCode,
  findWrongGroups,
  parseRecoveryCode,
} from '../../src/client/recovery-code.ts'
import { CROCKFORD_SYMBOLS } from '../../src/protocol/crockford.ts'

const secrets = fc.uint8Array({ minLength: DEVICE_SECRET_SIZE, maxLength: DEVICE_SECRET_SIZE })
const symbolPlaces = fc.integer({ min: 0, max: 39 })

function wrongGroupsOf(text: string): string[] | undefined {
  try {
    parseRecoveryCode(text)
    return undefined
  } catch (error) {
    if (!(error instanceof ClientError) || error.code !== 'recovery-code-wrong') throw error
    return error.places.map(({ pointer }) => pointer)
  }
}

test('a recovery code gives back the secret, however it is typed', async (t) => {
  fc.assert(
    fc.property(secrets, (secret) => {
      const code = encodeRecoveryCode(secret)
      const typings = [
        code,
        code.toLowerCase(),
        code.replaceAll('-', ''),
        code.replaceAll('-', ' – '),
        code.replaceAll('0', 'o').replaceAll('1', 'l'),
      ]
      for (const typed of typings) t.same(parseRecoveryCode(typed), secret)
    }),
    { numRuns: 50 },
  )
  t.match(encodeRecoveryCode(new Uint8Array(20)), /^(?:[0-9A-Z]{5}-){7}[0-9A-Z]{5}$/)
})

test('any one symbol that is wrong is found, and in which group', async (t) => {
  fc.assert(
    fc.property(secrets, symbolPlaces, fc.integer({ min: 1, max: 31 }), (secret, place, shift) => {
      const symbols = [...encodeRecoveryCode(secret).replaceAll('-', '')]
      const value = CROCKFORD_SYMBOLS.indexOf(symbols[place]!)
      symbols[place] = CROCKFORD_SYMBOLS[(value + shift) % 32]!
      const group = Math.floor(place / 5)
      t.same(wrongGroupsOf(symbols.join('')), [`/${group}`])
      t.same(findWrongGroups(symbols.join('')), [group])
    }),
    { numRuns: 200 },
  )
})

test('two neighbours that changed places are found, and two groups', async (t) => {
  fc.assert(
    fc.property(secrets, symbolPlaces, (secret, place) => {
      const symbols = [...encodeRecoveryCode(secret).replaceAll('-', '')]
      const isLastOfGroup = place % 5 === 4
      if (isLastOfGroup || symbols[place] === symbols[place + 1]) return
      ;[symbols[place], symbols[place + 1]] = [symbols[place + 1]!, symbols[place]!]
      t.same(wrongGroupsOf(symbols.join('')), [`/${Math.floor(place / 5)}`])
    }),
    { numRuns: 200 },
  )
  const groups = encodeRecoveryCode(new Uint8Array(20).fill(7)).split('-')
  ;[groups[2], groups[5]] = [groups[5]!, groups[2]!]
  t.same(wrongGroupsOf(groups.join('-')), ['/2', '/5'])
})

test('refuses a code that is too short, too long or of other symbols', async (t) => {
  const code = encodeRecoveryCode(new Uint8Array(20).fill(3))
  t.same(wrongGroupsOf(code.slice(0, -1)), [])
  t.same(wrongGroupsOf(`${code}A`), [])
  t.same(wrongGroupsOf(''), [])
  t.same(wrongGroupsOf(`U${code.slice(1)}`), ['/0'])
  t.same(findWrongGroups(code.slice(0, 8)), [], 'a group that is not full is not wrong')
})
