import { AuditError } from '../audit/errors.ts'
import type { Gate } from './gate.ts'

/**
 * Does what decides and records, and does it again when other rules have become active between the two: nothing is recorded
 * under rules that no longer hold (the log refuses it with `policy-set-changed`). Each time the rules have changed once more.
 */
export async function decideAgain<T>(
  { policySets }: Pick<Gate, 'policySets'>,
  act: () => Promise<T>,
): Promise<T> {
  for (;;) {
    try {
      return await act()
    } catch (error) {
      if (!(error instanceof AuditError) || error.code !== 'policy-set-changed') throw error
      await policySets.refresh()
    }
  }
}
