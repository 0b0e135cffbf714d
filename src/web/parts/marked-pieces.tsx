import { SeenText } from './seen-text.tsx'

interface MarkedPiecesProps {
  readonly text: string
  readonly hits: readonly { readonly start: number; readonly end: number }[]
  /** It lies under a field, letter for letter: nothing is added. */
  readonly isTyped?: boolean
}

/** A text in which what the guard has found is marked where it stands. */
export function MarkedPieces({ text, hits, isTyped = false }: MarkedPiecesProps) {
  return piecesOf(text, hits).map(({ words, isMarked }, i) => {
    const shown = isTyped ? words : <SeenText text={words} />
    return isMarked ? <mark key={i}>{shown}</mark> : <span key={i}>{shown}</span>
  })
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
