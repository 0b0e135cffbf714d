/** Nobody answered when a part of the program was to be fetched. */
export class PartNotLoaded extends Error {
  override readonly name = 'PartNotLoaded'
}

/**
 * A loader of a part of the program, which is fetched once. A browser remembers for as long as the page lives that a module could not
 * be fetched (HTML, "fetch a single module script"), and would never try again: so none is asked for while nobody answers. Rejects with
 * PartNotLoaded then, and may be called again.
 */
export function partLoader<T>(load: () => Promise<T>): () => Promise<T> {
  let loaded: Promise<T> | undefined
  return () => {
    loaded ??= whenReachable()
      .then(load)
      .catch((error: unknown) => {
        loaded = undefined
        throw error
      })
    return loaded
  }
}

/** This very file is there whenever the host is. */
async function whenReachable(): Promise<void> {
  try {
    await fetch(import.meta.url, { method: 'HEAD', cache: 'no-store' })
  } catch (cause) {
    throw new PartNotLoaded('nobody answers', { cause })
  }
}
