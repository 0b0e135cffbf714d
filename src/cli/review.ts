import { ClientError } from '../client/errors.ts'
import * as acts from '../client/review-acts.ts'
import { CliError } from './errors.ts'

/** As the client's, with the words for one who has decided the same before. Also throws CliError `already-decided`. */
export const decideRecord: typeof acts.decideRecord = async (desk, named, ...rest) => {
  try {
    return await acts.decideRecord(desk, named, ...rest)
  } catch (error) {
    if (!(error instanceof ClientError) || error.code !== 'already-decided') throw error
    throw new CliError('already-decided', named.record, { cause: error })
  }
}
