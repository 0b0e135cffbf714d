import { EXPORT, RECONCILIATION } from '../../fixtures/disclosure.ts'
import type { Refused } from '../protocol/refused.ts'
import { written } from './cases-payload.ts'
import type { Cases } from './cases-payload.ts'

const OTHERS = 'socialnamnden-latsasby/vinr-mottagning'
const THIRD = 'varden-sydlanda/akuten'
const NO_SUCH_DAY = '2026-02-30'

/** Counts and lists of files that are refused whoever signs them. */
export function oversightCases(): Record<string, Refused> {
  return { ...written('reconciliation', reconciliationCases()), ...written('export', exportCases()) }
}

function reconciliationCases(): Cases {
  const [pair] = RECONCILIATION.pairs
  const of = (pairs: readonly object[]) => ({ ...RECONCILIATION, pairs })
  return {
    'for-another-agency': ['function-outside-agency', { ...RECONCILIATION, function: OTHERS }],
    'with-itself': [
      'reconciliation-invalid',
      { ...RECONCILIATION, with: RECONCILIATION.agency, pairs: [] },
    ],
    'of-a-third-agency': ['reconciliation-invalid', of([{ ...pair, to: THIRD }])],
    'within-one-agency': ['reconciliation-invalid', of([{ ...pair, to: pair!.from }])],
    'pair-twice': ['reconciliation-invalid', of([pair!, pair!])],
    'pairs-out-of-order': [
      'reconciliation-invalid',
      of([{ ...pair, from: pair!.to, to: pair!.from }, pair!]),
    ],
    'fewer-than-none': ['statement-invalid', of([{ ...pair, sent: -1 }])],
    'half-a-message': ['json-number-refused', of([{ ...pair, sent: 0.5 }])],
    'impossible-day': ['time-invalid', { ...RECONCILIATION, day: NO_SUCH_DAY }],
    'in-words-of-its-own': ['statement-invalid', { ...RECONCILIATION, text: 'x' }],
  }
}

function exportCases(): Cases {
  const [first, second] = EXPORT.files
  const of = (files: readonly object[]) => ({ ...EXPORT, files })
  return {
    'for-another-agency': ['function-outside-agency', { ...EXPORT, function: OTHERS }],
    'of-nothing': ['statement-invalid', of([])],
    'file-twice': ['export-invalid', of([first!, first!])],
    'files-out-of-order': ['export-invalid', of([second!, first!])],
    'file-in-another-folder': ['statement-invalid', of([{ ...first, name: '../utdrag.csv' }])],
    'hidden-file': ['statement-invalid', of([{ ...first, name: '.utdrag.csv' }])],
    'unknown-subject': ['statement-invalid', { ...EXPORT, what: 'everything' }],
    'impossible-day': ['time-invalid', { ...EXPORT, at: `${NO_SUCH_DAY}T08:00:00.000Z` }],
  }
}
