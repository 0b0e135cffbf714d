import { join } from 'node:path'
import type { DemoOptions } from './options.ts'
import type { Narrator } from './narrator.ts'
import type { OpenTown, TownStep } from './open-town.ts'
import { openTown } from './open-town.ts'
import { signIn } from './person.ts'
import { playBlindness } from './scenes/blindness.ts'
import { playEscalation } from './scenes/escalation.ts'
import { playEvidence } from './scenes/evidence.ts'
import type { EvidenceFiles } from './scenes/evidence.ts'
import { playLog } from './scenes/log.ts'
import type { LogFiles } from './scenes/log.ts'
import { playReferral } from './scenes/referral.ts'
import { playRefusal } from './scenes/refusal.ts'
import { playRiskAssessment } from './scenes/risk-assessment.ts'
import type { Disclosure } from './scenes/disclosure.ts'
import { playWitnesses } from './scenes/witnesses.ts'
import type { Story } from './story.ts'
import type { LocalText } from '../protocol/statements/local-text.ts'
import { buildWebClient } from './web-client.ts'

/** What is there when the story has been told. */
export interface Played {
  readonly assessment: Disclosure
  readonly files: EvidenceFiles
  readonly log: LogFiles
}

/** Opens the municipality, saying what it is doing: it takes some seconds. */
export async function raiseCurtain(
  narrator: Narrator,
  { dir, port }: Pick<DemoOptions, 'dir' | 'port'>,
): Promise<OpenTown> {
  narrator.chapter({ sv: 'En påhittad kommun', en: 'A made-up municipality' })
  narrator.say({
    sv: 'Polisen Sydlanda och socialnämnden i Låtsasby finns inte, och inga av människorna. Allt annat är på riktigt: slussen, databasen, inloggningen, nycklarna, lagen.',
    en: 'The Sydlanda Police and the social board of Låtsasby do not exist, nor do any of the people. All else is real: the gateway, the database, the login, the keys, the law.',
  })
  narrator.blank()
  return openTown({
    dir,
    port,
    web: buildWebClient(join(dir, 'web')),
    onStep: (step) => narrator.announce(STEPS[step]),
  })
}

const STEPS: Readonly<Record<TownStep, LocalText>> = {
  police: {
    sv: 'Polisen Sydlanda skapar sina nycklar i en egen mapp: två behörighetsansvariga, och handläggare för utredning, drift och granskning.',
    en: 'The police create their keys in a folder of their own: two custodians, and members for investigation, operations and review.',
  },
  'social-board': {
    sv: 'Låtsasby socialnämnd gör likadant i sin: två behörighetsansvariga, och handläggare i mottagning, beslut, drift och granskning.',
    en: 'The social board does the same in its own: two custodians, and members for reception, decisions, operations and review.',
  },
  witnesses: {
    sv: 'Varje verksamhet startar ett eget vittne som ska medunderteckna slussens logg. Slussen kommer inte åt deras nycklar.',
    en: 'Each agency starts a witness of its own that is to cosign the gateway’s log. The gateway has no access to their keys.',
  },
  gateway: {
    sv: 'Slussen startar i en egen process med en egen databas. Den har ingen av de nycklarna.',
    en: 'The gateway starts in a process of its own with a database of its own. It has none of those keys.',
  },
  agreement: {
    sv: 'Verksamheterna jämför fingeravtryck i telefon, publicerar sina behörighetslistor och skriver under en överenskommelse.',
    en: 'The agencies compare fingerprints by telephone, publish their rosters and sign an agreement.',
  },
}

/** Plays every scene, in order. Throws at the first step that does not hold. */
export async function playStory(narrator: Narrator, town: OpenTown, dir: string): Promise<Played> {
  const { language } = narrator
  const story: Story = {
    narrator,
    town,
    dir,
    klas: await signIn(town.police, 'klas', language),
    ylva: await signIn(town.socialBoard, 'ylva', language),
    rut: await signIn(town.socialBoard, 'rut', language),
  }
  const assessment = await playRiskAssessment(story)
  await playReferral(story, assessment)
  const question = await playRefusal(story, assessment)
  const countersigned = await playEscalation(story, question)
  await playBlindness(story, assessment)
  await playWitnesses(story)
  const log = await playLog(story)
  const files = await playEvidence(story, { assessment, countersigned })
  return { assessment, files, log }
}
