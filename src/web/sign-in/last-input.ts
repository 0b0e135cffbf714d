/** When somebody last pressed a key or pointed at something on this page, in ms since 1970: moving a mouse is nothing that one does. */
let last = Date.now()

for (const kind of ['keydown', 'pointerdown'])
  window.addEventListener(kind, () => void (last = Date.now()), { capture: true, passive: true })

/** ms since then. */
export function idleFor(): number {
  return Date.now() - last
}
