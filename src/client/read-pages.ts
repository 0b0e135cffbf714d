import { ClientError } from './errors.ts'

/** Pages before an answer counts as endless: more than any list of one day or one box fills. */
const MOST_PAGES = 10_000

/** Reads all pages of a list. Throws ClientError `answer-invalid` at one that has been there: else a gateway could keep a client busy for ever. */
export async function readPages<P extends { readonly next?: unknown }>(
  readPage: (cursor: string | undefined) => Promise<P>,
): Promise<readonly P[]> {
  const pages: P[] = []
  const seen = new Set<string>()
  let cursor: string | undefined
  do {
    const page = await readPage(cursor)
    pages.push(page)
    cursor = typeof page.next === 'string' ? page.next : undefined
    if (cursor !== undefined && (seen.has(cursor) || seen.size === MOST_PAGES))
      throw new ClientError('answer-invalid', 'the list has no end')
    if (cursor !== undefined) seen.add(cursor)
  } while (cursor !== undefined)
  return pages
}
