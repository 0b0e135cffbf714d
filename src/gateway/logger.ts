import { pino } from 'pino'
import type { Bindings, DestinationStream, Logger } from 'pino'

/**
 * The only fields that a log line may carry. The log says what happened to which object; never what is in it, who a
 * person is, or what came in from outside: those belong to nobody's log.
 */
const FIELDS = new Set([
  'address',
  'agency',
  'code',
  'count',
  'day',
  'disclosure',
  'err',
  'function',
  'index',
  'method',
  'ms',
  'other',
  'policySet',
  'port',
  'reqId',
  'route',
  'seconds',
  'signal',
  'size',
  'status',
  'witness',
])

/** The shape of identifiers that we issue, of codes and of route patterns. Anything else is replaced. */
const IDENTIFIER = /^[A-Za-z0-9_:./*?-]{1,80}$/

/** The logger of the service. Messages are constants; fields outside the list are dropped, also when nested in an error. */
export function buildLogger(level: string, destination?: DestinationStream): Logger {
  const options = {
    level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label: string) => ({ level: label }), log: keepFields },
    // Described by `keepFields` already; pino's own serializer would write the message.
    serializers: { err: (described: unknown) => described },
    hooks: { logMethod: withConstantMessage },
  }
  const logger = destination === undefined ? pino(options) : pino(options, destination)
  // pino does not pass the bindings of a child through a formatter of its parent.
  const { child } = logger
  logger.child = function (this: Logger, bindings: Bindings, ...rest: readonly object[]) {
    return child.call(this, keepFields(bindings), ...rest)
  } as typeof child
  return logger
}

/** What of a log line's fields may be written. */
function keepFields(fields: Record<string, unknown>): Record<string, unknown> {
  const kept = Object.entries(fields).filter(([name]) => FIELDS.has(name))
  return Object.fromEntries(kept.map(([name, value]) => [name, keepValue(value)]))
}

function keepValue(value: unknown): unknown {
  if (typeof value === 'number' || typeof value === 'boolean' || value === null) return value
  if (typeof value === 'string') return IDENTIFIER.test(value) ? value : '[removed]'
  return value instanceof Error ? describeError(value) : '[removed]'
}

/** Name, code and place of an error. Not its message: a database or a parser quotes its input there. */
function describeError(error: unknown): Record<string, unknown> {
  if (!(error instanceof Error)) return { name: typeof error }
  const { name, code, stack, cause } = error as Error & { code?: unknown }
  return {
    name,
    ...(typeof code === 'string' && IDENTIFIER.test(code) ? { code } : {}),
    at: (stack ?? '')
      .split('\n')
      .filter((line) => /^\s+at /.test(line))
      .map((line) => line.trim())
      .slice(0, 8),
    ...(cause instanceof Error ? { cause: describeError(cause) } : {}),
  }
}

/**
 * Gives every line a message of ours: without one, pino would write the message of the error. Arguments to interpolate
 * are dropped.
 */
function withConstantMessage(
  this: Logger,
  args: Parameters<Logger['info']>,
  method: (...args: Parameters<Logger['info']>) => void,
): void {
  const [first, second] = args as readonly unknown[]
  if (typeof first === 'string') return method.call(this, first)
  const fields = first instanceof Error ? { err: first } : (first ?? {})
  const message = typeof second === 'string' ? second : 'error'
  return method.call(this, fields as object, message)
}
