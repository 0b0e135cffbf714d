import { existsSync } from 'node:fs'
import t from 'tap'
import { findPostgresProgram } from '../../src/storage/postgres-program.ts'
import { findDisclosure } from '../../src/storage/disclosure.ts'
import { listInbox } from '../../src/storage/inbox.ts'
import { verifyApplicationRole } from '../../src/storage/application-role.ts'
import { BOARD } from '../fixtures/agency.ts'
import { checkLog } from '../fixtures/check-log.ts'
import { testDatabase } from '../fixtures/database.ts'
import { LOG_VERIFIER, startSequencer } from '../fixtures/log.ts'
import {
  countersignatureItem,
  disclosureItem,
  openItem,
  receiptItem,
  setUpItems,
} from '../fixtures/write-items.ts'

/** Where Debian puts the oldest version that we support. */
const BIN = '/usr/lib/postgresql/15/bin'
const skip = existsSync(`${BIN}/postgres`) ? false : 'PostgreSQL 15 is not installed here'

t.test('PostgreSQL 15 takes the migrations, the write path and the reads', { skip }, async (t) => {
  const { runAs } = await findPostgresProgram()
  const program = { initdb: `${BIN}/initdb`, postgres: `${BIN}/postgres`, runAs }
  const { db, ownerDb } = await testDatabase(t, { program })
  const [row] = await db`select current_setting('server_version_num')::int / 10000 as version`
  t.equal(row!['version'], 15)
  await verifyApplicationRole(db)
  const log = await startSequencer(db)
  const held = disclosureItem(1, { outcome: 'held' })
  const items = [
    ...setUpItems(),
    held,
    countersignatureItem(held),
    openItem(held),
    receiptItem(held, 'taken-over'),
  ]
  await Promise.all(items.map((item) => log.append(item)))
  await t.rejects(log.append(disclosureItem(1, { head: { urgency: 'acute' } })), {
    code: 'id-conflict',
  })
  t.equal((await findDisclosure(db, BOARD.agency, held.head.id))?.state, 'released')
  const box = await listInbox(db, {
    agency: BOARD.agency,
    function: BOARD.functionKey.function,
    box: 'in',
    limit: 5,
  })
  t.match(box.items, [{ id: held.head.id, owner: BOARD.author.payload.member }])
  t.equal(
    await checkLog(ownerDb, LOG_VERIFIER),
    items.length + 2,
    'with the opening of the year and a refusal',
  )
  await log.stop()
})
