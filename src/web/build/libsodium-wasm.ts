/**
 * libsodium's WebAssembly as a file of its own. The package carries it as base64 inside its script: a third larger, and decoded
 * letter by letter before it can be compiled; as a file it is compiled while it is loaded.
 *
 * @module
 */
import type { Plugin } from 'vite'

const SCRIPT = /libsodium-sumo\.mjs$/
/** The only long literal in the script; every WebAssembly module begins so (WebAssembly Core §5.5.16: 00 61 73 6D). */
const LITERAL = /"(AGFzbQ[A-Za-z0-9+/=]+)"/
/** Emscripten's own hook for whoever brings the module. */
const HOOK = 'g.instantiateWasm?'

/** Emits the module as an asset, and lets the script fetch it. Throws TypeError on a package that is built otherwise. */
export function libsodiumWasm(): Plugin {
  return {
    name: 'libsodium-wasm',
    transform(code, id) {
      if (!SCRIPT.test(id)) return null
      const literal = LITERAL.exec(code)
      if (literal === null || !code.includes(HOOK))
        throw new TypeError('libsodium is built in another way: see libsodium-wasm.ts')
      const asset = this.emitFile({
        type: 'asset',
        name: 'libsodium.wasm',
        source: Buffer.from(literal[1]!, 'base64'),
      })
      const load = `(imports,done)=>{WebAssembly.instantiateStreaming(fetch(import.meta.ROLLUP_FILE_URL_${asset}),imports).then(({instance,module})=>done(instance,module),D)}`
      return {
        code: code.replace(literal[0], '""').replace(HOOK, `(g.instantiateWasm=${load})?`),
        map: null,
      }
    },
  }
}
