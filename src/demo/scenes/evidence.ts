import assert from 'node:assert/strict'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { verifyEvidence } from '../../client/verify-evidence.ts'
import type { EvidenceResult, EvidenceTrust } from '../../client/verify-evidence.ts'
import { sha256 } from '../../protocol/sha256.ts'
import type { Person } from '../person.ts'
import { policyOf } from '../witness-process.ts'
import { sluss } from '../sluss.ts'
import type { Past, Story } from '../story.ts'

const DIGEST_SIZE = 32
/** Places at which a byte is changed, spread over the file. */
const CHANGES = 500
const CHANGES_WITH_NEW_DIGEST = 60

/** The files that were written, for people to look at. */
export interface EvidenceFiles {
  readonly assessment: string
  readonly countersigned: string
}

/** Evidence is exported, and holds without the gateway: it is stopped, and the files are verified, whole and altered. */
export async function playEvidence(story: Story, past: Past): Promise<EvidenceFiles> {
  const { narrator, klas, town, dir } = story
  narrator.chapter({ sv: 'Bevis som står för sig själva', en: 'Evidence that stands alone' })
  const files = {
    assessment: join(dir, 'riskbedomning.sluss'),
    countersigned: join(dir, 'medunderskrivet-svar.sluss'),
  }
  const actor = { ...klas.agency.actor, as: klas.slug }
  await narrator.step(
    {
      sv: 'Klas hämtar bevisfilerna för riskbedömningen och det medunderskrivna svaret. Innehållet är fortfarande förseglat i dem.',
      en: 'Klas exports the evidence of the assessment and of the countersigned answer. The content is still sealed in them.',
    },
    async () => {
      for (const name of ['assessment', 'countersigned'] as const) {
        const words = ['evidence', past[name].id, '-o', files[name]]
        assert.equal((await sluss(words, actor, narrator.language)).exit, 0)
      }
    },
  )
  await narrator.step(
    { sv: 'Slussen och databasen stängs av.', en: 'The gateway and its database are shut down.' },
    async () => {
      await town.gateway.stop()
      await assert.rejects(fetch(`${town.gateway.origin}/healthz`))
    },
  )
  await narrator.step(
    {
      sv: 'sluss verify godkänner båda filerna ändå: underskrifter, behörigheter, lagen som den löd, medunderskriften, kvittenserna, platsen i loggen och båda vittnena.',
      en: 'sluss verify accepts both files all the same: signatures, entitlements, the law as it read, the countersignature, the receipts, the place in the log and both witnesses.',
    },
    async () => {
      const policy = join(dir, 'vittnen.txt')
      await writeFile(policy, policyOf(town.log, town.witnesses))
      for (const file of Object.values(files)) {
        assert.equal(
          (await sluss(['verify', file, '--policy', policy], klas.agency.actor, narrator.language))
            .exit,
          0,
        )
      }
    },
  )
  await playTampering(story, files.countersigned)
  return files
}

async function playTampering({ narrator, klas }: Story, file: string): Promise<void> {
  const bytes = new Uint8Array(await readFile(file))
  const trust = await readTrust(klas)
  await narrator.step(
    {
      sv: `En byte i filen ändras, på ${CHANGES} olika ställen. Varje ändring upptäcks.`,
      en: `One byte of the file is changed, in ${CHANGES} different places. Every change is found.`,
    },
    () => {
      for (const place of spread(CHANGES, bytes.length)) {
        assert.equal(
          codeOf(verifyEvidence(changed(bytes, place), trust)),
          'evidence-digest-mismatch',
        )
      }
    },
  )
  await narrator.step(
    {
      sv: `En skickligare förfalskare räknar om filens kontrollsumma efter ändringen. ${CHANGES_WITH_NEW_DIGEST} försök, alla avslöjade av underskrifter och bevis.`,
      en: `A more skilful forger computes the closing digest again after the change. ${CHANGES_WITH_NEW_DIGEST} attempts, all rejected by signatures and proofs.`,
    },
    async () => {
      const body = bytes.length - DIGEST_SIZE
      for (const place of spread(CHANGES_WITH_NEW_DIGEST, body)) {
        const { ok } = verifyEvidence(resealed(changed(bytes, place)), trust)
        assert.equal(ok, false, `a change at ${place} was not found`)
      }
      const forged = `${file}.forfalskad`
      await writeFile(forged, resealed(changed(bytes, Math.floor(body / 2))), { mode: 0o600 })
      const { exit } = await sluss(['verify', forged], klas.agency.actor, narrator.language)
      assert.notEqual(exit, 0)
    },
  )
}

/** What the agency's own folder trusts: the pins compared by telephone, and the log's key from the first day. */
async function readTrust({ agency }: Person): Promise<EvidenceTrust> {
  const { folder } = agency.created
  const { pins, node, log } = await folder.loadSettings()
  assert.ok(node)
  assert.ok(log)
  return { pins: new Map(Object.entries(pins)), node, log, now: Date.now() }
}

function spread(count: number, length: number): number[] {
  return Array.from({ length: count }, (_, i) => Math.floor((i * length) / count))
}

function changed(bytes: Uint8Array, place: number): Uint8Array {
  const copy = bytes.slice()
  copy[place]! ^= 0x01
  return copy
}

function resealed(bytes: Uint8Array): Uint8Array {
  const copy = bytes.slice()
  const body = copy.length - DIGEST_SIZE
  copy.set(sha256(copy.subarray(0, body)), body)
  return copy
}

function codeOf({ checks }: EvidenceResult): string | undefined {
  return checks.find(({ ok }) => !ok)?.code
}
