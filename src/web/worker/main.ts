/**
 * The crypto worker: keys, sealed content, law and guard live here, and so does all that is said to the gateway. The page shows and asks.
 *
 * @module
 */
import { gatewayForAnybody } from './gateway.ts'
import { findMethod } from './methods.ts'
import { buildNews, serve } from './serve.ts'
import type { WorkerScope } from './serve.ts'

const scope = self as unknown as WorkerScope
const session = { gateway: gatewayForAnybody(), tell: buildNews(scope) }
serve(scope, findMethod, session)
