/**
 * The symbols of Crockford's base32, by value: without I, L, O and U, which are misheard, misread or spell words. For what
 * people read out to one another.
 */
export const CROCKFORD_SYMBOLS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
