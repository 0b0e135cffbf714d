import { once } from 'node:events'
import { verifyBundleLogged } from '../../client/served-bundle.ts'
import { digestOf } from '../../protocol/sha256.ts'
import type { Command } from '../command.ts'
import type { Context } from '../context.ts'
import { CliError } from '../errors.ts'
import { EXIT } from '../exit-code.ts'
import { listen, listenOptions, untilTold } from '../listen.ts'
import { followLog } from '../log-keeper.ts'
import { readWebFolder } from '../web-folder.ts'
import { WEB_LOG_OPTIONS, readWebAddress } from '../web-options.ts'
import { buildWebServer } from '../web-server.ts'

const PORT = 8092

/**
 * `sluss web`: the agency serves the workspaces itself, of the version that it has checked and that is on record in the log, until it is told
 * to end (SIGINT, SIGTERM).
 */
export const web: Command = {
  name: 'web',
  summary: {
    sv: 'servera arbetsytorna själv, i den version ni har fäst; frågor till slussen skickas vidare',
    en: 'serve the workspaces yourselves, in the version that you have pinned; what is asked of the gateway is passed on',
  },
  positionals: ['MAPP'],
  options: {
    gateway: {
      value: 'URL',
      required: true,
      text: { sv: 'slussens adress', en: 'the gateway’s address' },
    },
    digest: {
      value: 'SUMMA',
      required: true,
      text: {
        sv: 'kontrollsumman (SHA-256, base64url) för bundle.json i den version ni har granskat och byggt',
        en: 'the digest (SHA-256, base64url) of bundle.json in the version that you have reviewed and built',
      },
    },
    ...WEB_LOG_OPTIONS,
    ...listenOptions(PORT),
  },
  examples: [
    'sluss web ./build/web --gateway https://sluss.example --digest 4kqcXk5kUOmqZpX8sM1Cw2E0m3m3JwGz2cJmY9Vq1eE --folder ./polisen',
  ],
  async run(args, context) {
    const folder = await readWebFolder(args.positional('MAPP'))
    if (folder.digest !== args.required('digest'))
      throw new CliError('web-not-pinned', folder.digest)
    const gateway = readWebAddress(args.required('gateway'), '--gateway')
    const followed = await followLog(gateway, args, context)
    await verifyBundleLogged(folder.digest, followed)
    await compareWithGateway(gateway, folder.digest, context)
    const server = buildWebServer(folder, gateway)
    const url = await listen(server, args, PORT)
    context.terminal.result({ url, digest: folder.digest }, [`${folder.digest}  ${url}`])
    await untilTold()
    const closed = once(server, 'close')
    server.close()
    // Streams of events would keep it open for as long as somebody listens.
    server.closeAllConnections()
    await closed
    return EXIT.done
  },
}

/** Says when the gateway hands out another version: then one of the two is older, or something is wrong. */
async function compareWithGateway(
  gateway: URL,
  digest: string,
  { terminal, fetch }: Context,
): Promise<void> {
  const answer = await fetch(new URL('/bundle.json', gateway)).catch(() => undefined)
  if (answer?.ok !== true) return
  const theirs = digestOf(new Uint8Array(await answer.arrayBuffer()))
  if (theirs === digest) return
  terminal.warn({
    sv: `slussen serverar en annan version av arbetsytorna (${theirs}). Fråga den som driver slussen varför.`,
    en: `the gateway serves another version of the workspaces (${theirs}). Ask its operator why.`,
  })
}
