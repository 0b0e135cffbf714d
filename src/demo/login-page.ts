/**
 * The login page of a made-up agency: one presses one's name instead of showing a card.
 *
 * @module
 */
import { createHash } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type Provider from 'oidc-provider'
import type { LocalText } from '../protocol/statements/local-text.ts'

/** A made-up person who can log in. */
export interface LoginPerson {
  readonly sub: string
  readonly name: string
  /** What the person does. */
  readonly about: LocalText
}

/** How surely the made-up person showed who it is: Swedish levels of assurance (DIGG, tillitsnivåer). */
export const CARD = 'http://id.elegnamnden.se/loa/1.0/loa3'
export const PASSWORD = 'http://id.elegnamnden.se/loa/1.0/loa2'

/** Path of the page of one login. */
export const LOGIN_PATH = '/login/'

/** Bytes of a form. */
const LONGEST_FORM = 1_000

const STYLE = `
:root { color-scheme: light dark; font: 1rem/1.5 system-ui, sans-serif }
body { max-width: 36rem; margin: 0 auto; padding: 1.5rem }
h1 { font-size: 1.4rem }
ul { padding: 0; list-style: none }
li { display: flex; flex-wrap: wrap; gap: .5rem; align-items: center; padding: .75rem 0; border-top: 1px solid #8886 }
li p { flex: 1 1 14rem; margin: 0 }
small { display: block; opacity: .8 }
button { font: inherit; padding: .5rem .9rem; min-height: 2.75rem }
`

/** What the page is of. */
export interface LoginPageOptions {
  readonly agency: LocalText
  readonly people: readonly LoginPerson[]
}

/** Shows the page, or takes what was pressed on it. Answers every request to `LOGIN_PATH`. */
export async function answerLogin(
  provider: Provider,
  { agency, people }: LoginPageOptions,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  try {
    const { uid } = await provider.interactionDetails(request, response)
    if (request.method !== 'POST') return sendPage(response, describe(agency, people, uid))
    const form = await readForm(request)
    const person = people.find(({ sub }) => sub === form.get('sub'))
    if (person === undefined) {
      const error = { error: 'access_denied', error_description: 'cancelled' }
      return await provider.interactionFinished(request, response, error)
    }
    const login = { accountId: person.sub, acr: form.get('acr') === PASSWORD ? PASSWORD : CARD }
    await provider.interactionFinished(request, response, { login })
  } catch {
    response.statusCode = 400
    sendPage(response, '<h1>Inloggningen är slut</h1><p>Börja om från Sluss.</p>')
  }
}

/** A page of the provider's: nothing is loaded, nothing runs. */
export function sendPage(response: ServerResponse, body: string): void {
  response.setHeader('content-type', 'text/html; charset=utf-8')
  response.setHeader('cache-control', 'no-store')
  response.setHeader('content-security-policy', PAGE_POLICY)
  response.end(pageOf(body))
}

/** The policy of the provider's pages. */
export const PAGE_POLICY = `default-src 'none'; style-src 'sha256-${createHash('sha256').update(STYLE).digest('base64')}'; frame-ancestors 'none'`

/** A whole page around a body. */
export function pageOf(body: string): string {
  return `<!doctype html>
<html lang="sv">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>Inloggning (demo)</title>
<style>${STYLE}</style>
<main>${body}</main>
</html>
`
}

function describe(agency: LocalText, people: readonly LoginPerson[], uid: string): string {
  const row = ({ sub, name, about }: LoginPerson) => `
<li><p><b>${escape(name)}</b><small>${escape(about.sv)}</small></p>
${button(uid, sub, CARD, 'Med e-legitimation')}
${button(uid, sub, PASSWORD, 'Med lösenord')}</li>`
  return `<h1>${escape(agency.sv)}: logga in</h1>
<p>Låtsasinloggning. Alla är påhittade; tryck på den du vill vara.</p>
<ul>${people.map(row).join('')}</ul>
${button(uid, '', '', 'Avbryt')}`
}

function button(uid: string, sub: string, acr: string, words: string): string {
  return `<form method="post" action="${LOGIN_PATH}${uid}"><input type="hidden" name="sub" value="${escape(sub)}"><button name="acr" value="${acr}">${words}</button></form>`
}

async function readForm(request: IncomingMessage): Promise<URLSearchParams> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length
    if (size > LONGEST_FORM) throw new TypeError('the form is too large')
    chunks.push(chunk)
  }
  return new URLSearchParams(Buffer.concat(chunks).toString())
}

function escape(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`)
}
