import type { FastifyInstance } from 'fastify'
import type { MessageType } from '../../protocol/message-type.ts'
import { encodeSigningJwk } from '../../protocol/signing-key.ts'
import type { SigningKey } from '../../protocol/signing-key.ts'
import type { Directory } from '../directory.ts'
import type { PolicySets } from '../policy-sets.ts'
import { REFUSALS, closed } from './answer-schema.ts'

/** What a client must know of the node before it trusts it; compared out of band. */
export interface NodeFacts {
  readonly origin: string
  readonly nodeKey: SigningKey | null
  readonly logVerifierKey: string
  readonly policySets: PolicySets
  readonly directory: Directory
  readonly messageTypes: ReadonlyMap<string, MessageType>
}

/** About the node itself. */
export function nodeRoutes(app: FastifyInstance, node: NodeFacts): void {
  app.get(
    '/v1/node',
    {
      schema: {
        summary: 'Keys, log and policy set of this node',
        tags: ['operation'],
        response: {
          200: closed({
            node: {
              type: ['object', 'null'],
              additionalProperties: false,
              properties: {
                kty: { type: 'string' },
                crv: { type: 'string' },
                x: { type: 'string' },
              },
            },
            log: { type: 'string', description: 'Verifier key (c2sp.org/signed-note).' },
            origin: { type: 'string' },
            policySet: { type: 'string' },
            activeFrom: { type: 'string', description: 'Since when that set applies.' },
            messageTypes: { type: 'array', items: { type: 'string' } },
          }),
          ...REFUSALS,
        },
      },
    },
    async () => {
      // Another replica may have activated another policy set.
      await node.directory.refresh()
      return {
        node: node.nodeKey === null ? null : encodeSigningJwk(node.nodeKey),
        log: node.logVerifierKey,
        origin: node.origin,
        policySet: node.policySets.active.digest,
        activeFrom: node.policySets.activeFrom,
        messageTypes: [...node.messageTypes.keys()],
      }
    },
  )
}
