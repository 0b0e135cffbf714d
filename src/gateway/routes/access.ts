import type { FastifyInstance } from 'fastify'

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Which scope the route was registered in: open to everybody, to whoever has signed in, or to members alone. */
    readonly access?: 'public' | 'person' | 'member'
    /** The route counts towards the member's rate itself, at its place in the order of checks. */
    readonly countsItself?: boolean
    /** Asked for by the program itself, and no sign that somebody is there: keeps no sign-in alive. */
    readonly passive?: boolean
  }
}

/** Marks every route of a scope, so that a test can find one that is in neither. */
export function markAccess(scope: FastifyInstance, access: 'public' | 'person' | 'member'): void {
  scope.addHook('onRoute', (route) => {
    route.config = { ...route.config, access }
  })
}
