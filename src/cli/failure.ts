import { AuditError } from '../audit/errors.ts'
import { ClientError } from '../client/errors.ts'
import type { ClientErrorCode } from '../client/errors.ts'
import { LogFaultFound } from '../client/log-fault.ts'
import type { LogFault } from '../client/log-fault.ts'
import { PolicyError } from '../policy/errors.ts'
import { ProtocolError } from '../protocol/errors.ts'
import { CLI_FAILURE_TEXTS } from './cli-failure-texts.ts'
import { CLIENT_FAILURE_TEXTS } from './client-failure-texts.ts'
import { CliError } from './errors.ts'
import type { CliErrorCode } from './errors.ts'
import type { ExitCode } from './exit-code.ts'
import { EXIT, LOG_EXIT } from './exit-code.ts'
import type { FailureText } from './failure-text.ts'
import { LOG_FAULT_TEXTS } from './log-fault-texts.ts'
import { POLICY_FAILURE_TEXTS } from './policy-failure-texts.ts'
import { sayUsage } from './usage-texts.ts'
import { WITNESS_FAILURE_TEXTS } from './witness-failure-texts.ts'

/** An error as a person is told of it. */
export interface Failure extends FailureText {
  readonly code: string
  readonly exit: ExitCode
}

const UNVERIFIED: FailureText = {
  what: {
    sv: 'Det som lästes stämmer inte med sina underskrifter och kontrollsummor.',
    en: 'What was read does not agree with its signatures and digests.',
  },
  action: {
    sv: 'Använd det inte. Ring avsändaren och it-stöd, och uppge koden.',
    en: 'Do not use it. Telephone the sender and support, and give the code.',
  },
}

const UNEXPECTED: FailureText = {
  what: { sv: 'Oväntat fel.', en: 'Unexpected error.' },
  action: {
    sv: 'Försök igen. Händer det igen: kör med SLUSS_TRACE=1 och lämna utskriften till it-stöd.',
    en: 'Try again. If it happens again: run with SLUSS_TRACE=1 and give the output to support.',
  },
}

/**
 * What an error is called, what to do about it, and the exit code. Holds no input values but names of files and options, and words
 * that are no option. A fault of usage points to the help of `command`.
 */
export function describeFailure(error: unknown, command?: string): Failure {
  if (error instanceof CliError && error.code === 'usage') return describeUsage(error, command)
  if (error instanceof CliError) return describeCli(error)
  if (error instanceof ClientError) return describeClient(error)
  if (error instanceof AuditError) return describeAudit(error)
  if (error instanceof LogFaultFound) return describeLogFault(error.fault)
  // A decision is no draft of ours: it came with what is verified.
  if (error instanceof ProtocolError || isUnreadable(error)) {
    return { code: error.code, ...UNVERIFIED, exit: EXIT.unverified }
  }
  if (error instanceof PolicyError && error.code === 'pack-invalid') return describePack(error)
  if (error instanceof PolicyError) return describePolicy(error)
  return { code: 'unexpected', ...UNEXPECTED, exit: EXIT.unexpected }
}

function describeLogFault({ code }: LogFault): Failure {
  return { code, ...LOG_FAULT_TEXTS[code], exit: LOG_EXIT[code] }
}

/** A witness and its memory: the only thing of the log's writing side that runs from here. */
function describeAudit({ code }: AuditError): Failure {
  const text = WITNESS_FAILURE_TEXTS[code]
  return text === undefined
    ? { code: 'unexpected', ...UNEXPECTED, exit: EXIT.unexpected }
    : { code, ...text, exit: EXIT.keys }
}

/** A request that cannot be judged: what it stumbled on is named, if it has a name of ours. */
function describePolicy({ code, place: { reason } }: PolicyError): Failure {
  const { what, action } = POLICY_FAILURE_TEXTS[code] ?? UNEXPECTED
  const name = reason === undefined ? '' : ` (${reason})`
  return {
    code,
    what: { sv: `${what.sv}${name}`, en: `${what.en}${name}` },
    action,
    exit: EXIT.refused,
  }
}

/** A policy folder that does not load: whoever wrote it is told where and why. */
function describePack({ code, place }: PolicyError): Failure {
  const where = [place.file, place.pointer, place.reason].filter(Boolean).join(' – ')
  return {
    code,
    what: {
      sv: `Regelverket går inte att läsa: ${where}.`,
      en: `The rules cannot be read: ${where}.`,
    },
    action: {
      sv: 'Rätta filen på det stället. Inget annat av regelverket används under tiden.',
      en: 'Correct the file in that place. Nothing else of the rules is used meanwhile.',
    },
    exit: EXIT.usage,
  }
}

function isUnreadable(error: unknown): error is PolicyError {
  return error instanceof PolicyError && error.code === 'decision-invalid'
}

function describeUsage(error: CliError, command?: string): Failure {
  const action =
    command === undefined
      ? { sv: 'Se ”sluss --help”.', en: 'See “sluss --help”.' }
      : { sv: `Se ”sluss ${command} --help”.`, en: `See “sluss ${command} --help”.` }
  return { code: error.code, what: sayUsage(error), action, exit: EXIT.usage }
}

function describeCli(error: CliError): Failure {
  const { what, action } = CLI_FAILURE_TEXTS[error.code]
  const named = { sv: `${what.sv} (${error.detail})`, en: `${what.en} (${error.detail})` }
  return { code: error.code, what: named, action, exit: CLI_EXITS[error.code] }
}

function describeClient(error: ClientError): Failure {
  const { sv, en } = error.problem ?? {}
  const texts = isOurs(error.code)
    ? CLIENT_FAILURE_TEXTS[error.code]
    : CLIENT_FAILURE_TEXTS['gateway-refused']
  const places = error.places.map(({ pointer, rule }) => `\n    ${pointer} (${rule})`).join('')
  return {
    code: error.code,
    what: {
      sv: (sv?.title ?? texts.what.sv) + places,
      en: (en?.title ?? texts.what.en) + places,
    },
    action: { sv: sv?.action ?? texts.action.sv, en: en?.action ?? texts.action.en },
    exit: (isOurs(error.code) ? CLIENT_EXITS[error.code] : undefined) ?? EXIT.refused,
  }
}

/** Whether a code is the client's own; a gateway may have others. */
function isOurs(code: string): code is ClientErrorCode {
  return Object.hasOwn(CLIENT_FAILURE_TEXTS, code)
}

const CLI_EXITS: Readonly<Record<CliErrorCode, ExitCode>> = {
  'agency-exists': EXIT.keys,
  'already-decided': EXIT.refused,
  'case-invalid': EXIT.usage,
  'colleague-missing': EXIT.usage,
  'enrolment-missing': EXIT.unverified,
  'file-exists': EXIT.keys,
  'file-missing': EXIT.keys,
  'file-not-private': EXIT.keys,
  'folder-missing': EXIT.usage,
  'folder-not-agency': EXIT.keys,
  'folder-not-private': EXIT.keys,
  'folder-of-gateway': EXIT.keys,
  'function-exists': EXIT.usage,
  'function-id-invalid': EXIT.usage,
  'function-missing': EXIT.usage,
  'input-invalid': EXIT.usage,
  'inquiry-missing': EXIT.usage,
  'log-key-invalid': EXIT.usage,
  'member-exists': EXIT.usage,
  'member-missing': EXIT.usage,
  'member-not-in-browser': EXIT.usage,
  'not-confirmed': EXIT.usage,
  'passphrase-missing': EXIT.keys,
  'passphrase-reused': EXIT.keys,
  'passphrases-differ': EXIT.keys,
  'period-empty': EXIT.usage,
  'period-not-over': EXIT.usage,
  'policy-differs': EXIT.refused,
  'policy-rows-wrong': EXIT.refused,
  'policy-set-missing': EXIT.usage,
  'setting-missing': EXIT.usage,
  'surname-invalid': EXIT.usage,
  'port-taken': EXIT.usage,
  'record-id-invalid': EXIT.usage,
  usage: EXIT.usage,
  'web-altered': EXIT.unverified,
  'web-missing': EXIT.usage,
  'web-not-pinned': EXIT.unverified,
  'witness-missing': EXIT.usage,
}

/** Client codes that are not a plain refusal. */
const CLIENT_EXITS: Readonly<Partial<Record<ClientErrorCode, ExitCode>>> = {
  'acceptance-not-proven': EXIT.unverified,
  'answer-invalid': EXIT.unverified,
  'draft-invalid': EXIT.usage,
  'export-altered': EXIT.unverified,
  'fingerprint-wrong': EXIT.unverified,
  'function-unknown': EXIT.usage,
  'gateway-not-pinned': EXIT.usage,
  'gateway-unreachable': EXIT.unreachable,
  'handover-invalid': EXIT.keys,
  'key-file-invalid': EXIT.keys,
  'key-file-of-another': EXIT.keys,
  'key-file-open-failed': EXIT.keys,
  'key-file-too-costly': EXIT.keys,
  'key-file-too-weak': EXIT.keys,
  'law-not-approved': EXIT.unverified,
  'law-not-yet': EXIT.unverified,
  'law-older': EXIT.unverified,
  'log-forked': EXIT.unverified,
  'log-key-wrong': EXIT.unverified,
  'log-not-cosigned': LOG_EXIT['log-not-cosigned'],
  'log-origin-wrong': EXIT.unverified,
  'log-rolled-back': EXIT.unverified,
  'log-year-ahead': EXIT.unverified,
  'log-year-over': EXIT.unverified,
  'message-type-unknown': EXIT.usage,
  'message-untrustworthy': EXIT.unverified,
  'node-key-wrong': EXIT.unverified,
  'not-ready': EXIT.usage,
  'note-unreadable': EXIT.keys,
  'passphrase-too-short': EXIT.keys,
  'roster-not-logged': EXIT.unverified,
  'roster-rolled-back': EXIT.unverified,
  'token-refused': EXIT.unreachable,
  'web-not-logged': EXIT.served,
  'web-served-altered': EXIT.served,
}
