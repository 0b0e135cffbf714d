/** Milliseconds of a day. */
export const DAY = 24 * 60 * 60 * 1000

/** How long a function's reading key is sealed to before it must be replaced. */
export const FUNCTION_KEY_DAYS = 365

/** How long a credential holds before the custodians must look at it again. */
export const CREDENTIAL_DAYS = 365
