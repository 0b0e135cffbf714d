import type { ReactNode } from 'react'

/** What tells a control who it is: to be spread on it. */
export interface Described {
  readonly id: string
  readonly 'aria-describedby': string | undefined
  readonly 'aria-invalid': boolean
}

interface FieldProps {
  readonly id: string
  readonly label: string
  readonly help?: string
  /** What is wrong with what stands in it. Whoever is told of it is led here. */
  readonly fault?: string | undefined
  readonly children: (described: Described) => ReactNode
}

/** A control with what is asked before it, and what is wrong beside it. */
export function Field({ id, label, help, fault, children }: FieldProps) {
  const told = [fault && `${id}-fault`, help && `${id}-help`].filter(Boolean).join(' ')
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      {help !== undefined && (
        <span className="help" id={`${id}-help`}>
          {help}
        </span>
      )}
      {fault !== undefined && (
        <span className="fault" id={`${id}-fault`}>
          {fault}
        </span>
      )}
      {children({ id, 'aria-describedby': told || undefined, 'aria-invalid': fault !== undefined })}
    </div>
  )
}
