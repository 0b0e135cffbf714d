/** What every answer of a gateway says, refusals included. `no-store` because answers carry case data; what never changes says otherwise. */
export const STRICT_HEADERS = {
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'; base-uri 'none'",
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(), geolocation=(), microphone=()',
  'cache-control': 'no-store',
} as const

const NOWHERE = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"

/** What the page may do: load our own files, start our worker, ask this gateway. No eval, nothing inline, nothing from elsewhere. */
const PAGE = `${NOWHERE}; script-src 'self'; worker-src 'self'; connect-src 'self'; style-src 'self'; img-src 'self'; require-trusted-types-for 'script'; trusted-types sluss-worker`

/** A worker obeys its own header: libsodium is WebAssembly, which the page itself may not run. */
const WORKER = `${NOWHERE}; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'`

/** What has its content in its name. */
const ASSETS = 'assets/'
const WORKER_FILE = /^assets\/crypto-worker-[A-Za-z0-9_-]+\.js$/

/** What is said with the page. */
export const PAGE_HEADERS = { ...STRICT_HEADERS, 'content-security-policy': PAGE } as const

/** What is said with a file beside it. */
export function webFileHeaders(path: string): Readonly<Record<string, string>> {
  return {
    ...STRICT_HEADERS,
    'content-security-policy': WORKER_FILE.test(path) ? WORKER : NOWHERE,
    ...(path.startsWith(ASSETS) && { 'cache-control': 'public, max-age=31536000, immutable' }),
  }
}
