import { once } from 'node:events'
import { MessageChannel } from 'node:worker_threads'
import t from 'tap'
import type { ActedWith } from '../../src/audit/acted-with.ts'
import { AuditError } from '../../src/audit/errors.ts'
import type { Appended, WriteItem } from '../../src/audit/write-item.ts'
import { connectWriter, serveWriter, shareState } from '../../src/audit/writer-port.ts'
import { disclosureItem } from '../fixtures/write-items.ts'

const APPENDED: Appended = {
  position: 17,
  index: 7,
  size: 8,
  checkpoint: 'a note',
  proof: [new Uint8Array(32).fill(1)],
  at: '2026-03-02T09:40:00.000Z',
  record: { leaf: Uint8Array.of(1), body: Uint8Array.of(2), nonce: new Uint8Array(32) },
}

/** A writer at this end of a channel, and the same seen from the other end. */
function pair(append: (item: WriteItem, acted?: ActedWith) => Promise<Appended>) {
  const { port1, port2 } = new MessageChannel()
  t.teardown(() => port1.close())
  const writer = { append, size: 3, isRunning: true, isFailing: false }
  const state = shareState(writer)
  const faults: unknown[] = []
  serveWriter(writer, port1, state, (error) => faults.push(error))
  return { writer, remote: connectWriter(port2, state), port: port2, faults }
}

t.test('what is handed over arrives whole, and so does what is told', async (t) => {
  const seen: unknown[] = []
  const { remote } = pair(async (item, acted) => {
    seen.push(item, acted)
    return APPENDED
  })
  const item = disclosureItem(1)
  const acted: ActedWith = { client: 'web/0.1.0', roles: ['reader'] }
  t.same(await remote.append(item, acted), APPENDED)
  t.same(seen, [item, acted])
})

t.test('each caller is told his own answer, in whatever order they come', async (t) => {
  const waits: (() => void)[] = []
  const { remote } = pair(async (item) => {
    await new Promise<void>((resolve) => waits.push(resolve))
    return { ...APPENDED, index: item.kind === 'event' ? 1 : 2 }
  })
  const event = { kind: 'event', event: 'request.refused', agency: null, actor: null } as const
  const told = [remote.append(event as WriteItem), remote.append(disclosureItem(2))]
  while (waits.length < 2) await new Promise((resolve) => setImmediate(resolve))
  for (const wait of waits.toReversed()) wait()
  t.same(
    (await Promise.all(told)).map(({ index }) => index),
    [1, 2],
  )
})

t.test('a refusal keeps its code, and what is no refusal of the log becomes one', async (t) => {
  const refused = pair(() => Promise.reject(new AuditError('key-retired', 'a message')))
  await t.rejects(refused.remote.append(disclosureItem(3)), {
    name: 'AuditError',
    code: 'key-retired',
  })
  t.same(refused.faults, [], 'which is no fault')
  const error = new TypeError('ours')
  const broken = pair(() => Promise.reject(error))
  await t.rejects(broken.remote.append(disclosureItem(4)), { code: 'write-refused' })
  t.equal(broken.faults[0], error, 'what lies behind it is told on the side of the writer')
})

t.test('the state of the writer is seen at the other end once it has answered', async (t) => {
  const { writer, remote } = pair(async () => APPENDED)
  t.match(remote, { size: 3, isRunning: true, isFailing: false })
  Object.assign(writer, { size: 8, isRunning: false, isFailing: true })
  await remote.append(disclosureItem(5))
  t.match(remote, { size: 8, isRunning: false, isFailing: true })
})

t.test('a writer that is gone answers nobody who asks later, and the thread ends', async (t) => {
  const { remote, port } = pair(async () => APPENDED)
  await remote.append(disclosureItem(6))
  port.close()
  await once(port, 'close')
  t.pass('nothing keeps the port open')
})
