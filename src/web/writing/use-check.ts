import { useEffect, useState } from 'react'
import type { SheetCheck } from '../../client/writing/check-sheet.ts'
import type { Sheet } from '../../client/writing/sheet.ts'
import type { WorkerFailure } from '../crypto-worker.ts'
import { failureOf } from '../use-answer.ts'
import { useWorker } from '../use-worker.ts'

/** A pause in the typing, in ms. */
const PAUSE = 250

/** What the worker last said about a sheet. */
export interface Checked {
  readonly check: SheetCheck | undefined
  readonly failure: WorkerFailure | undefined
  /** The sheet that it is about. */
  readonly of: Sheet | undefined
  /** Whether it is about the sheet as it is now. */
  readonly isCurrent: boolean
}

/** Has a sheet checked after every pause in the typing. What was said before stays until there is something newer. */
export function useCheck(sheet: Sheet): Checked {
  const worker = useWorker()
  const [answer, setAnswer] = useState<{
    readonly of?: Sheet
    readonly check?: SheetCheck
    readonly failure?: WorkerFailure
  }>({})
  useEffect(() => {
    let isWanted = true
    const timer = setTimeout(() => {
      worker.ask('writing.check', { sheet }).then(
        (check) => isWanted && setAnswer({ of: sheet, check }),
        (error: unknown) =>
          isWanted && setAnswer((before) => ({ ...before, of: sheet, failure: failureOf(error) })),
      )
    }, PAUSE)
    return () => {
      isWanted = false
      clearTimeout(timer)
    }
  }, [worker, sheet])
  return {
    check: answer.check,
    failure: answer.failure,
    of: answer.of,
    isCurrent: answer.of === sheet,
  }
}
