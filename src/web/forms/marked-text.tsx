import type { ReactNode } from 'react'
import { MarkedPieces } from '../parts/marked-pieces.tsx'
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
        <MarkedPieces text={text} hits={hits} isTyped />
      </div>
      {children}
    </div>
  )
}
