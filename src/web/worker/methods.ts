import { gatewayMethods } from './methods/gateway.ts'

/** Everything that the page can ask, one table for each area. */
export const METHODS = {
  ...gatewayMethods,
} as const

/** By name, what a method takes and gives. */
export type Methods = typeof METHODS
