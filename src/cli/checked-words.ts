import { parseCaseReference } from '../protocol/case-reference.ts'
import type { CaseReference } from '../protocol/case-reference.ts'
import { ProtocolError } from '../protocol/errors.ts'
import { parseTime } from '../protocol/time.ts'
import { parseUuid } from '../protocol/uuid.ts'
import type { Uuid } from '../protocol/uuid.ts'
import type { Arguments } from './arguments.ts'
import { CliError } from './errors.ts'
import type { CliErrorCode } from './errors.ts'
import { parseMoment } from './moment.ts'
import type { Period } from '../client/sample-acts.ts'

/** The record that somebody typed; throws `record-id-invalid`. */
export function parseRecordId(text: string): Uuid {
  return checked('record-id-invalid', text, parseUuid)
}

/** The case that somebody typed; throws `case-invalid`. */
export function parseCase(text: string): CaseReference {
  return checked('case-invalid', text, parseCaseReference)
}

/** `--from` and `--until`; throws `usage`, and `period-empty` when the second is not the later. */
export function parsePeriod(args: Arguments): Period {
  const from = parseMoment('from', args.required('from'))
  const until = parseMoment('until', args.required('until'))
  if (parseTime(from) >= parseTime(until)) throw new CliError('period-empty', '--until')
  return { from, until }
}

function checked<T>(code: CliErrorCode, text: string, parse: (text: string) => T): T {
  try {
    return parse(text)
  } catch (cause) {
    if (!(cause instanceof ProtocolError)) throw cause
    throw new CliError(code, text, { cause })
  }
}
