import { existsSync } from 'node:fs'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import t from 'tap'
import { takeDemoFolder } from '../../src/demo/demo-folder.ts'

/** A process number that is in use: the one that started us. */
const ALIVE = String(process.ppid)

t.test('makes the folder and holds it', async (t) => {
  const path = join(t.testdir(), 'demo')
  await takeDemoFolder(path)
  t.equal(await readFile(join(path, 'demonstration.pid'), 'utf8'), `${process.pid}\n`)
})

t.test('refuses a second demonstration in the same folder', async (t) => {
  const path = t.testdir({ 'demonstration.pid': ALIVE })
  await t.rejects(takeDemoFolder(path), { code: 'folder-in-use', detail: ALIVE })
})

t.test('empties what an ended demonstration left', async (t) => {
  const path = t.testdir({ 'demonstration.pid': '', 'old.cbor': 'x', keys: { a: 'x' } })
  await takeDemoFolder(path)
  t.notOk(existsSync(join(path, 'old.cbor')))
  t.notOk(existsSync(join(path, 'keys')))
})

t.test('can be taken again after release', async (t) => {
  const path = join(t.testdir(), 'demo')
  const folder = await takeDemoFolder(path)
  await folder.release()
  await t.resolves(takeDemoFolder(path))
})

t.test('leaves a folder alone that holds something else', async (t) => {
  const path = t.testdir({ 'thesis.odt': 'years of work' })
  await t.rejects(takeDemoFolder(path), { code: 'folder-not-ours' })
  t.equal(await readFile(join(path, 'thesis.odt'), 'utf8'), 'years of work')
})

t.test('names a database that was left running', async (t) => {
  const path = t.testdir({ 'demonstration.pid': '' })
  const data = join(path, 'gateway', 'database', 'data')
  await mkdir(data, { recursive: true })
  await writeFile(join(data, 'postmaster.pid'), `${ALIVE}\n/somewhere\n`)
  await t.rejects(takeDemoFolder(path), { code: 'database-left-running', detail: ALIVE })
})

t.test('says so when it cannot write there', async (t) => {
  const path = t.testdir({ file: '' })
  await t.rejects(takeDemoFolder(join(path, 'file', 'demo')), { code: 'folder-not-writable' })
})
