import type { ReactNode } from 'react'
import { useForm } from './form-context.ts'

interface MarkedTextProps {
  readonly pointer: string
  readonly text: string
  readonly children: ReactNode
}

/** Underlines what the guard has found, behind the words themselves. Who does not see it is told by the list below. */
export function MarkedText({ pointer, text, children }: MarkedTextProps) {
  const hits = useForm().hitsIn(pointer, text)
  return (
    <div className="marked">
      <div className="underlay" aria-hidden="true">
        {piecesOf(text, hits).map(({ words, isMarked }, i) =>
          isMarked ? <mark key={i}>{words}</mark> : <span key={i}>{words}</span>,
        )}
      </div>
      {children}
    </div>
  )
}

interface Piece {
  readonly words: string
  readonly isMarked: boolean
}

function piecesOf(
  text: string,
  hits: readonly { readonly start: number; readonly end: number }[],
): Piece[] {
  let at = 0
  const pieces = hits.flatMap(({ start, end }) => {
    const from = Math.max(at, start)
    const before = { words: text.slice(at, from), isMarked: false }
    at = Math.max(at, end)
    return [before, { words: text.slice(from, at), isMarked: true }]
  })
  return [...pieces, { words: text.slice(at), isMarked: false }].filter(({ words }) => words !== '')
}
