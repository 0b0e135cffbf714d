/**
 * Brings the made-up municipality to life: identity providers, agencies, gateway, pins, published statements and the
 * agreement between the agencies, in the order in which real ones would do it.
 *
 * @module
 */
import { chmod, mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createAgreement, signAgreement } from '../cli/agency/agreement.ts'
import { publishStatements } from '../cli/agency/publish-statements.ts'
import { readGatewayKeys } from '../client/gateway-keys.ts'
import { readNodeLaw } from '../client/kept-law.ts'
import { DAY } from '../cli/duration.ts'
import { publicGateway } from '../cli/gateway.ts'
import type { SettingName } from '../gateway/setting.ts'
import { buildAgency, quietContext } from './build-town.ts'
import type { BuiltAgency } from './build-town.ts'
import { gatewayOrigin, prepareLogKey, startGateway } from './gateway-process.ts'
import type { GatewayProcess, GatewaySettings } from './gateway-process.ts'
import { startIdentityProvider } from './identity-provider.ts'
import { listPeople } from './people.ts'
import { POLICE, SOCIAL_BOARD } from './town.ts'
import type { TownAgency } from './town.ts'
import { policyOf, startWitness } from './witness-process.ts'
import type { WitnessProcess } from './witness-process.ts'

/** The municipality, running. */
export interface OpenTown {
  readonly police: BuiltAgency
  readonly socialBoard: BuiltAgency
  readonly gateway: GatewayProcess
  /** One of each agency. */
  readonly witnesses: readonly WitnessProcess[]
  /** The log's vkey. */
  readonly log: string
  /** Starts the gateway again after it was stopped: same database, same keys, same address. */
  restartGateway(): Promise<GatewayProcess>
  /** Ends the gateway, the witnesses and the identity providers. */
  close(): Promise<void>
}

/** Where it lives. */
export interface TownOptions {
  readonly dir: string
  readonly port: number
  /** Settings of the gateway that differ from the defaults. */
  readonly settings?: Partial<Record<SettingName, string>>
  /** Folder of the web client, once it is built; the gateway serves none without. */
  readonly web?: Promise<string>
  /** How an agency comes to its keys; they are made, and sealed one by one, unless something else is given. */
  readonly settle?: typeof buildAgency
  /** Told before each step that takes time. */
  readonly onStep?: (step: TownStep) => void
}

/** What is being done. */
export type TownStep = 'police' | 'social-board' | 'witnesses' | 'gateway' | 'agreement'

/** Opens the municipality. What has started is ended again if a later step fails. */
export async function openTown(options: TownOptions): Promise<OpenTown> {
  const { dir, port, settings, web, onStep, settle: settleIn = buildAgency } = options
  // Awaited when the gateway starts; until then nobody is told of a failure.
  web?.catch(() => undefined)
  const origin = gatewayOrigin(port)
  const endings: (() => Promise<void>)[] = []
  const close = async () => {
    for (const end of endings.splice(0).toReversed()) await end()
  }
  try {
    // Root's database runs as another user, who must be able to walk through; the agencies' folders are closed to him.
    await mkdir(dir, { recursive: true })
    await chmod(dir, 0o711)
    const settle = async (agency: TownAgency): Promise<BuiltAgency> => {
      const provider = await startIdentityProvider({
        subjects: agency.members.map(({ slug }) => slug),
        audience: origin,
        login: { agency: agency.name, people: listPeople(agency) },
        returnTo: { signedIn: `${origin}/auth/callback/${agency.id}`, signedOut: `${origin}/` },
      })
      endings.push(() => provider.stop())
      return settleIn(dir, agency, provider, origin)
    }
    onStep?.('police')
    const police = await settle(POLICE)
    onStep?.('social-board')
    const socialBoard = await settle(SOCIAL_BOARD)

    onStep?.('witnesses')
    const place = { dir: join(dir, 'gateway'), port }
    const log = await prepareLogKey(place)
    const witnesses: WitnessProcess[] = []
    for (const { id } of [POLICE, SOCIAL_BOARD]) {
      const witness = await startWitness(dir, id, log)
      endings.push(() => witness.stop())
      witnesses.push(witness)
    }
    const policyFile = join(place.dir, 'witnesses.policy')
    await writeFile(policyFile, policyOf(log, witnesses), { mode: 0o600 })

    onStep?.('gateway')
    const gatewaySettings: GatewaySettings = {
      ...place,
      issuers: [
        await describeIssuer(place.dir, police),
        await describeIssuer(place.dir, socialBoard),
      ],
      pins: { [POLICE.id]: police.pin, [SOCIAL_BOARD.id]: socialBoard.pin },
      settings: {
        SLUSS_WITNESSES_FILE: policyFile,
        SLUSS_STRICT_RELEASE: 'yes',
        ...(web && { SLUSS_WEB_DIR: await web }),
        ...settings,
      },
    }
    const start = async () => {
      const started = await startGateway(gatewaySettings)
      endings.push(() => started.stop())
      return started
    }
    const gateway = await start()

    onStep?.('agreement')
    await trustEachOther(policyOf(log, witnesses), police, socialBoard)
    await agree(police, socialBoard)
    return { police, socialBoard, gateway, witnesses, log, restartGateway: start, close }
  } catch (error) {
    await close()
    throw error
  }
}

/** What the gateway is told of an agency's identity provider; its own secret there goes into a file. */
async function describeIssuer(
  dir: string,
  { agency: { id }, login }: BuiltAgency,
): Promise<GatewaySettings['issuers'][number]> {
  const clientSecretFile = join(dir, `${id}.secret`)
  await writeFile(clientSecretFile, `${login.browser.clientSecret}\n`, { mode: 0o600 })
  return {
    agency: id,
    issuer: login.issuer,
    jwksUri: login.jwksUri,
    signIn: { clientId: login.browser.clientId, clientSecretFile },
  }
}

/** As `sluss agency trust` and `sluss gateway trust`, after telephone calls. */
async function trustEachOther(
  witnesses: string,
  ...agencies: readonly BuiltAgency[]
): Promise<void> {
  const pins = Object.fromEntries(agencies.map(({ agency, pin }) => [agency.id, pin]))
  for (const { created } of agencies) {
    const settings = await created.folder.loadSettings()
    const said = await publicGateway(settings, { fetch }).node()
    const keys = readGatewayKeys(said)
    const law = readNodeLaw(said)
    await created.folder.saveSettings({ ...settings, ...keys, law, pins, witnesses })
  }
}

/** As `sluss publish`, `sluss agreement create`, `sluss agreement sign` and `sluss publish` again. */
async function agree(first: BuiltAgency, second: BuiltAgency): Promise<void> {
  await publish(first)
  await publish(second)
  const now = Date.now()
  const text = await createAgreement(
    first.created.folder,
    {
      parties: [first.agency.id, second.agency.id],
      caseTypes: ['intimate-partner-violence'],
      validFrom: now,
      validUntil: now + 30 * DAY,
    },
    first.created.custodians,
    quietContext(first.actor),
  )
  await signAgreement(second.created.folder, text, second.created.custodians)
  await publish(second)
}

async function publish({ created, actor }: BuiltAgency): Promise<void> {
  const gateway = publicGateway(await created.folder.loadSettings(), quietContext(actor))
  await publishStatements(created.folder, gateway)
}
