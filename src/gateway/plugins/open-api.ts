import swagger from '@fastify/swagger'
import swaggerUi from '@fastify/swagger-ui'
import type { FastifyInstance } from 'fastify'

/** Describes the routes that are registered after it. */
export async function openApi(app: FastifyInstance, origin: string): Promise<void> {
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Sluss',
        version: '1',
        description:
          'Secure information sharing between agencies in cases of domestic violence. Content is sealed by the sending client; what is here is routing, law and proof.',
      },
      servers: [{ url: origin }],
      components: {
        securitySchemes: {
          member: {
            type: 'http',
            scheme: 'bearer',
            bearerFormat: 'JWT',
            description:
              'Token of the agency’s own identity provider, with this origin as audience.',
          },
        },
      },
    },
    // The scope that a route was registered in says whether it needs a token.
    transform: ({ schema, url, route }) => ({
      schema: {
        ...schema,
        security: route.config?.access === 'member' ? [{ member: [] }] : [],
      },
      url,
    }),
  })
}

/** The page to read the description on, and the description itself. Nothing in it is inline, nothing comes from elsewhere. */
export async function openApiPage(app: FastifyInstance): Promise<void> {
  app.get('/openapi.json', { schema: { hide: true } }, async () => app.swagger())
  await app.register(swaggerUi, {
    routePrefix: '/docs',
    uiConfig: { deepLinking: false, tryItOutEnabled: false, supportedSubmitMethods: [] },
    staticCSP:
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  })
}
