import { encodeUtf8 } from '../../../src/protocol/bytes.ts'
import { encodeHex } from './hex.ts'
import type { Refused } from './refused.ts'

/** What is refused of the formats that are plain text: base64url, JSON, and the scalars. */
export function textCases(): Record<string, Refused> {
  return { ...base64urlCases(), ...jsonCases(), ...scalarCases() }
}

function base64urlCases(): Record<string, Refused> {
  const texts = {
    padding: 'Zg==',
    'standard-alphabet': '-_+/',
    'white-space': 'Zm9v Zm9v',
    'line-break': 'Zm9v\n',
    'unused-bits-set-after-one-byte': 'Zh',
    'unused-bits-set-after-two-bytes': 'Zm9',
    'impossible-length': 'Zm9vZ',
    'not-ascii': 'Zm9vÅäö1',
  }
  return named('base64url', texts, (text) => ({
    format: 'base64url',
    expect: 'base64url-invalid',
    text,
  }))
}

function jsonCases(): Record<string, Refused> {
  const texts: Record<string, readonly [string, string]> = {
    'duplicate-member': ['json-duplicate-member', '{"a":1,"b":2,"a":1}'],
    'duplicate-member-escaped': ['json-duplicate-member', '{"a":1,"\\u0061":2}'],
    'duplicate-member-nested': ['json-duplicate-member', '[{"x":{"a":1,"a":2}}]'],
    'duplicate-member-hides-members': ['json-duplicate-member', '{"a":{"b":1},"a":2}'],
    'number-with-fraction': ['json-number-refused', '[1.0]'],
    'number-with-exponent': ['json-number-refused', '[1e3]'],
    'number-with-capital-exponent': ['json-number-refused', '[1E3]'],
    'number-negative-zero': ['json-number-refused', '[-0]'],
    'number-not-a-safe-integer': ['json-number-refused', '[9007199254740993]'],
    'number-with-leading-zero': ['json-invalid', '[01]'],
    'number-not-a-number': ['json-invalid', '[NaN]'],
    'lone-surrogate': ['json-surrogate-refused', '["\\ud83d"]'],
    'lone-surrogate-in-member-name': ['json-surrogate-refused', '{"\\udc00":1}'],
    'member-named-proto': ['json-member-refused', '{"__proto__":{"admin":true}}'],
    'member-named-proto-escaped': ['json-member-refused', '{"__pr\\u006fto__":1}'],
    'too-deep': ['json-too-deep', `${'['.repeat(33)}${']'.repeat(33)}`],
    'trailing-text': ['json-invalid', '{} {}'],
    'trailing-comma': ['json-invalid', '[1,]'],
    comment: ['json-invalid', '[1] // one'],
    'single-quotes': ['json-invalid', "{'a':1}"],
    'control-character-in-string': ['json-invalid', '["a\tb"]'],
    empty: ['json-invalid', ''],
  }
  const bytes: Record<string, readonly [string, string]> = {
    'byte-order-mark': ['json-invalid', 'efbbbf7b7d'],
    'utf-8-overlong': ['json-invalid', '22c0af22'],
    'utf-8-surrogate': ['json-invalid', '22eda08022'],
    'utf-8-cut-short': ['json-invalid', '22c3'],
  }
  return {
    ...named('json', texts, ([expect, text]) => ({
      format: 'json',
      expect,
      bytes: encodeHex(encodeUtf8(text)),
      text,
    })),
    ...named('json', bytes, ([expect, hex]) => ({ format: 'json', expect, bytes: hex })),
  }
}

function scalarCases(): Record<string, Refused> {
  const texts: Record<string, readonly [string, string]> = {
    'uuid/version-4': ['uuid', '01a203b5-fdc5-4fd7-a50d-b59991c2e6a3'],
    'uuid/upper-case': ['uuid', '01A203B5-FDC5-7FD7-A50D-B59991C2E6A3'],
    'uuid/wrong-variant': ['uuid', '01a203b5-fdc5-7fd7-c50d-b59991c2e6a3'],
    'uuid/in-braces': ['uuid', '{01a203b5-fdc5-7fd7-a50d-b59991c2e6a3}'],
    'uuid/line-break': ['uuid', '01a203b5-fdc5-7fd7-a50d-b59991c2e6a3\n'],
    'time/no-milliseconds': ['time', '2026-03-02T09:40:00Z'],
    'time/offset': ['time', '2026-03-02T09:40:00.000+00:00'],
    'time/lower-case': ['time', '2026-03-02t09:40:00.000z'],
    'time/february-30': ['time', '2026-02-30T09:40:00.000Z'],
    'time/hour-24': ['time', '2026-03-02T24:00:00.000Z'],
    'time/leap-second': ['time', '2026-06-30T23:59:60.000Z'],
    'time/day-only': ['time', '2026-03-02'],
    'case-reference/letter-i': ['case-reference', '7KQ4-XRMI'],
    'case-reference/lower-case': ['case-reference', '7kq4-xrm2'],
    'case-reference/no-hyphen': ['case-reference', '7KQ4XRM2'],
    'case-reference/line-break': ['case-reference', '7KQ4-XRM2\n'],
    'digest/short': ['digest', 'ungWv48Bz-pBQUDeXa4iI7ADYaOWF3qctBD_YfIAFQ'],
    'digest/unused-bits-set': ['digest', 'ungWv48Bz-pBQUDeXa4iI7ADYaOWF3qctBD_YfIAFa1'],
  }
  return named('', texts, ([format, text]) => ({ format, expect: `${format}-invalid`, text }))
}

function named<T>(
  folder: string,
  inputs: Readonly<Record<string, T>>,
  refuse: (input: T) => Refused,
): Record<string, Refused> {
  const prefix = folder === '' ? '' : `${folder}/`
  return Object.fromEntries(
    Object.entries(inputs).map(([name, input]) => [`${prefix}${name}`, refuse(input)]),
  )
}
