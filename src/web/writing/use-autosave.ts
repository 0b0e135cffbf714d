import { useCallback, useEffect, useRef, useState } from 'react'
import type { Sheet } from '../../client/writing/sheet.ts'
import type { JsonValue } from '../../protocol/json.ts'
import { useBeforeLock } from '../lock.ts'
import type { WorkerFailure } from '../crypto-worker.ts'
import { failureOf } from '../use-answer.ts'
import { useWorker } from '../use-worker.ts'
import { forgetForDesk, isTyped } from './on-the-way.ts'

/** ms after the first change that is not saved (practice.md §3.2 no. 4). */
const SOON = 5_000

/** How it stands with what was typed. */
export type Saving =
  | { readonly state: 'new' }
  | { readonly state: 'saving' }
  | { readonly state: 'saved'; readonly at: number }
  | { readonly state: 'failed' }
  /** It cannot be saved where it was: another tab was first, it is gone, or there are too many. */
  | { readonly state: 'refused'; readonly failure: WorkerFailure }

/** After these the same draft is never saved again from here. */
const LOST: readonly string[] = ['draft-changed', 'draft-gone']
const REFUSED: readonly string[] = [...LOST, 'drafts-full']

/** Keeps a sheet as a sealed draft: some seconds after a change, when a field is left, when the page is hidden, when the desk is left, and before it is locked. */
export function useAutosave(id: string, sheet: Sheet | undefined) {
  const worker = useWorker()
  const [saving, setSaving] = useState<Saving>({ state: 'new' })
  const latest = useRef(sheet)
  const saved = useRef<Sheet | undefined>(undefined)
  const isOver = useRef(false)
  const save = useCallback(async () => {
    const now = latest.current
    if (now === undefined || now === saved.current || isOver.current) return
    setSaving({ state: 'saving' })
    try {
      const content = now as unknown as JsonValue
      const { savedAt } = await worker.ask('drafts.save', { id, content })
      saved.current = now
      setSaving({ state: 'saved', at: savedAt })
    } catch (error) {
      const failure = failureOf(error)
      isOver.current ||= LOST.includes(failure.code)
      setSaving(
        REFUSED.includes(failure.code) ? { state: 'refused', failure } : { state: 'failed' },
      )
    }
  }, [worker, id])
  useBeforeLock(save)
  useEffect(() => {
    // As a desk left it, it may be more than what was saved.
    if (!isTyped(id)) saved.current ??= latest.current
    latest.current = sheet
    const timer = setTimeout(() => void save(), SOON)
    return () => clearTimeout(timer)
  }, [id, sheet, save])
  useEffect(() => () => void save(), [save])
  useEffect(() => {
    const hide = () => void save()
    document.addEventListener('visibilitychange', hide)
    return () => document.removeEventListener('visibilitychange', hide)
  }, [save])
  /** The draft is done with: nothing more is saved. */
  const end = useCallback(async () => {
    isOver.current = true
    forgetForDesk(id)
    await worker.ask('drafts.discard', { id }).catch(() => {})
  }, [worker, id])
  return { saving, save, end }
}
