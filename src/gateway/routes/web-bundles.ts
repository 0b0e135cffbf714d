import type { FastifyInstance } from 'fastify'
import { encodeRecordClaim } from '../../protocol/record-claim.ts'
import { parseDigest } from '../../protocol/sha256.ts'
import { loadAppended } from '../../storage/appended.ts'
import { findConfigurationRecord } from '../../storage/configuration.ts'
import { GatewayError } from '../errors.ts'
import type { Gate } from '../gate.ts'
import { PROOF_PROPERTIES, REFUSALS, closed } from './answer-schema.ts'

/** No agency: of an open record there is nothing to open. */
const NOBODY = ''

/** The proof that a web client is on record, for everybody whom it is served to. */
export function webBundleRoutes(app: FastifyInstance, { db }: Pick<Gate, 'db'>): void {
  app.get<{ Params: { digest: string } }>(
    '/v1/log/web-bundles/:digest',
    {
      schema: {
        summary: 'The newest record that a web client was served',
        description: 'Of the one whose `bundle.json` has this SHA-256.',
        tags: ['log'],
        params: closed({ digest: { type: 'string', maxLength: 64 } }),
        response: { 200: closed(PROOF_PROPERTIES), ...REFUSALS },
      },
    },
    async (request) => {
      const digest = parseDigest(request.params.digest)
      const position = await findConfigurationRecord(db, digest)
      if (position === undefined) throw new GatewayError('not-found', 'no such web client')
      return encodeRecordClaim(await loadAppended(db, NOBODY, position))
    },
  )
}
