interface MarkedPiecesProps {
  readonly text: string
  readonly hits: readonly { readonly start: number; readonly end: number }[]
}

/** A text in which what the guard has found is marked where it stands. */
export function MarkedPieces({ text, hits }: MarkedPiecesProps) {
  return piecesOf(text, hits).map(({ words, isMarked }, i) =>
    isMarked ? <mark key={i}>{words}</mark> : <span key={i}>{words}</span>,
  )
}

interface Piece {
  readonly words: string
  readonly isMarked: boolean
}

function piecesOf(text: string, hits: MarkedPiecesProps['hits']): Piece[] {
  let at = 0
  const pieces = hits.flatMap(({ start, end }) => {
    const from = Math.max(at, start)
    const before = { words: text.slice(at, from), isMarked: false }
    at = Math.max(at, end)
    return [before, { words: text.slice(from, at), isMarked: true }]
  })
  return [...pieces, { words: text.slice(at), isMarked: false }].filter(({ words }) => words !== '')
}
