/**
 * Stands in for `markdown-to-jsx` in the bundle (`build/bundle.ts`): the form library would bring it for descriptions in Markdown, which no
 * message type has. A third of the library, and a parser less to trust.
 *
 * @module
 */

/** Plain text stays plain. */
export function Markdown({ children }: { readonly children: string }): string {
  return children
}
