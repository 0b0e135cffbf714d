/**
 * What lies with a function. `in`: released to it; `sent`: accepted from it; `held`: waiting for its countersignature. For
 * asking only: nothing that is signed names a box.
 */
export const BOXES = ['in', 'sent', 'held'] as const
export type Box = (typeof BOXES)[number]
