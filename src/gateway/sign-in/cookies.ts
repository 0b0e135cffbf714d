import type { FastifyReply, FastifyRequest } from 'fastify'
import '@fastify/cookie'
import { LOGIN_LIFETIME } from './login-state.ts'

/**
 * `__Host-`: only this host can have set it, over a safe connection, for all its paths (RFC 6265bis §4.1.3.2). A neighbour domain cannot
 * plant one.
 */
const SESSION_COOKIE = '__Host-sluss'
const LOGIN_COOKIE = '__Host-sluss-login'

const HOST = { path: '/', httpOnly: true, secure: true } as const
/** Goes with no request that another site has caused. */
const SESSION = { ...HOST, sameSite: 'strict' } as const
/** Must come along when the identity provider sends the browser back. */
const LOGIN = { ...HOST, sameSite: 'lax' } as const

export function readSessionCookie(request: FastifyRequest): string | undefined {
  return request.cookies[SESSION_COOKIE]
}

/** Without an end of its own: it goes when the browser is closed, unless the sign-in is over before. */
export function setSessionCookie(reply: FastifyReply, token: string): void {
  reply.setCookie(SESSION_COOKIE, token, SESSION)
}

export function clearSessionCookie(reply: FastifyReply): void {
  reply.clearCookie(SESSION_COOKIE, SESSION)
}

export function readLoginCookie(request: FastifyRequest): string | undefined {
  return request.cookies[LOGIN_COOKIE]
}

export function setLoginCookie(reply: FastifyReply, sealed: string): void {
  reply.setCookie(LOGIN_COOKIE, sealed, { ...LOGIN, maxAge: LOGIN_LIFETIME / 1000 })
}

export function clearLoginCookie(reply: FastifyReply): void {
  reply.clearCookie(LOGIN_COOKIE, LOGIN)
}
