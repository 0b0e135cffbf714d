import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { parseSigningSeed } from '../../gateway/key-file.ts'
import { encodeAddCheckpoint } from '../../protocol/tlog/add-checkpoint.ts'
import { parseCheckpointUnsafe, signCheckpoint } from '../../protocol/tlog/checkpoint.ts'
import type { Checkpoint } from '../../protocol/tlog/checkpoint.ts'
import { buildNoteSigner } from '../../protocol/tlog/note.ts'
import { parseLogPolicy, verifyQuorum } from '../../protocol/tlog/policy.ts'
import type { Story } from '../story.ts'
import { policyOf } from '../witness-process.ts'

/** Seconds within which two witnesses on this computer have cosigned what was recorded. */
const PATIENCE = 30

/** Each agency's witness has cosigned the log; a second history, signed with the gateway's own key, is refused by both. */
export async function playWitnesses(story: Story): Promise<void> {
  const { narrator, town } = story
  narrator.chapter({ sv: 'Vittnena', en: 'The witnesses' })
  narrator.say({
    sv: 'Varje verksamhet kör ett eget vittne. Vittnena ser hur många händelser loggen har och en kontrollsumma över dem, inget annat. De minns, och de går aldrig i god för två olika historier.',
    en: 'Each agency runs a witness of its own. The witnesses see how many records the log has and a digest of them, nothing else. They remember, and they never vouch for two different histories.',
  })
  await narrator.step(
    {
      sv: 'Polisens och socialnämndens vittnen har båda medundertecknat loggen med allt som har hänt hittills.',
      en: 'The witnesses of the police and of the social board have both cosigned the log with everything that has happened so far.',
    },
    () => awaitQuorum(story),
  )
  await narrator.step(
    {
      sv: 'Den som driver slussen skriver om loggen och undertecknar den med loggens egen nyckel. Båda vittnena vägrar, och sparar försöket som bevis.',
      en: 'Whoever runs the gateway rewrites the log and signs it with the log’s own key. Both witnesses refuse, and keep the attempt as evidence.',
    },
    async () => {
      for (const { url, folder } of town.witnesses) {
        const answer = await offerForgery(story, url)
        assert.equal(answer.status, 409)
        assert.ok((await readEvidence(folder)).includes('"outcome":"root-differs"'))
      }
    },
  )
}

/** Shows a witness another log of the very size that it has cosigned. */
async function offerForgery(story: Story, url: string): Promise<Response> {
  for (;;) {
    const checkpoint = await awaitQuorum(story)
    const body = await forge(story, checkpoint)
    const answer = await fetch(`${url}/add-checkpoint`, { method: 'POST', body })
    // Else the log has grown meanwhile, and the witness speaks of that.
    if ((await answer.clone().text()) === `${checkpoint.size}\n`) return answer
  }
}

/** The newest checkpoint, once both have cosigned as much as there is now. */
async function awaitQuorum({ town }: Story): Promise<Checkpoint> {
  const { gateway, witnesses, log } = town
  const read = async (query: string) =>
    (await fetch(`${gateway.origin}/v1/log/checkpoint${query}`)).text()
  const { size } = parseCheckpointUnsafe(await read(''))
  const policy = parseLogPolicy(policyOf(log, witnesses))
  for (let tries = 0; tries < PATIENCE * 10; tries++) {
    const note = await read('?cosigned=yes')
    const checkpoint = note.startsWith('{') ? undefined : verifyQuorum(note, policy).checkpoint
    if (checkpoint !== undefined && checkpoint.size >= size) return checkpoint
    await sleep(100)
  }
  throw new assert.AssertionError({ message: 'not cosigned in time' })
}

/** What only the holder of the log's key can make: a log as large, with another history. */
async function forge({ dir }: Story, { origin, size }: Checkpoint): Promise<string> {
  const seed = parseSigningSeed(await readFile(join(dir, 'gateway', 'log.key'), 'utf8'))
  const root = new Uint8Array(32).fill(1)
  const checkpoint = signCheckpoint({ size, root }, buildNoteSigner(origin, seed))
  return encodeAddCheckpoint({ oldSize: size, proof: [], checkpoint })
}

async function readEvidence(folder: string): Promise<string> {
  for (let tries = 0; tries < 50; tries++) {
    const text = await readFile(join(folder, 'evidence.jsonl'), 'utf8').catch(() => '')
    if (text !== '') return text
    await sleep(100)
  }
  return ''
}
