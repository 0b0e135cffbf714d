import { useCallback, useState } from 'react'
import type { NoteContent } from '../../client/case-note.ts'
import type { NotesAbout } from '../../client/gateway-work.ts'
import type { WorkerFailure } from '../crypto-worker.ts'
import { failureOf, useAnswer } from '../use-answer.ts'
import { useWorker } from '../use-worker.ts'

/** How a note is added: resolves to whether it was. */
export type AddNote = (content: NoteContent) => Promise<boolean>

/** The function's notes about a case, and adding to them. */
export function useNotes({ case: reference, function: id }: NotesAbout) {
  const worker = useWorker()
  const [failure, setFailure] = useState<WorkerFailure>()
  const [isSaved, setSaved] = useState(false)
  const { again, ...answer } = useAnswer(
    useCallback(
      () => worker.ask('notes.list', { case: reference, function: id }),
      [worker, reference, id],
    ),
  )
  const add: AddNote = async (content) => {
    setFailure(undefined)
    setSaved(false)
    try {
      await worker.ask('notes.add', { case: reference, function: id, content })
      setSaved(true)
      again()
      return true
    } catch (error) {
      setFailure(failureOf(error))
      return false
    }
  }
  return { answer, again, add, failure, isSaved }
}
