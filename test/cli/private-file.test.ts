import { chmod, mkdir, readdir, readFile, stat, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import t from 'tap'
import {
  createPrivateFile,
  makePrivateFolder,
  readPrivateFile,
  replacePrivateFile,
  verifyPrivateFolder,
} from '../../src/cli/private-file.ts'

const modeOf = async (path: string) => (await stat(path)).mode & 0o777

t.test('a created file is for its owner alone, whatever the mask', async (t) => {
  const folder = t.testdir()
  const before = process.umask(0)
  await createPrivateFile(join(folder, 'a'), 'x')
  process.umask(before)
  t.equal(await modeOf(join(folder, 'a')), 0o600)
  t.equal(await readPrivateFile(join(folder, 'a')), 'x')
  t.same(await readdir(folder), ['a'], 'no temporary file is left')
})

t.test('refuses to overwrite, and leaves what was there', async (t) => {
  const folder = t.testdir({ a: 'first' })
  const path = join(folder, 'a')
  await t.rejects(createPrivateFile(path, 'second'), { name: 'CliError', code: 'file-exists' })
  t.equal(await readFile(path, 'utf8'), 'first')
  t.same(await readdir(folder), ['a'])
})

t.test('two that create the same file at once: one wins, one is refused', async (t) => {
  const path = join(t.testdir(), 'a')
  const both = await Promise.allSettled([
    createPrivateFile(path, '1'),
    createPrivateFile(path, '2'),
  ])
  t.same(both.map(({ status }) => status).sort(), ['fulfilled', 'rejected'])
})

t.test('replaces in one step', async (t) => {
  const path = join(t.testdir(), 'a')
  await createPrivateFile(path, 'first')
  await replacePrivateFile(path, 'second')
  t.equal(await readPrivateFile(path), 'second')
  t.equal(await modeOf(path), 0o600)
})

t.test('refuses to read what others can read, a link, a folder, and nothing', async (t) => {
  const folder = t.testdir({ open: 'x', sub: {} })
  await chmod(join(folder, 'open'), 0o640)
  await t.rejects(readPrivateFile(join(folder, 'open')), { code: 'file-not-private' })
  await writeFile(join(folder, 'private'), 'x', { mode: 0o600 })
  await symlink(join(folder, 'private'), join(folder, 'link'))
  await t.rejects(readPrivateFile(join(folder, 'link')), { code: 'file-not-private' })
  await t.rejects(readPrivateFile(join(folder, 'sub')), { code: 'file-not-private' })
  await t.rejects(readPrivateFile(join(folder, 'none')), { code: 'file-missing' })
})

t.test('a folder is made for its owner alone; one that others may enter is refused', async (t) => {
  const folder = t.testdir()
  await makePrivateFolder(join(folder, 'keys'))
  t.equal(await modeOf(join(folder, 'keys')), 0o700)
  await mkdir(join(folder, 'open'))
  await chmod(join(folder, 'open'), 0o750)
  await t.rejects(makePrivateFolder(join(folder, 'open')), { code: 'folder-not-private' })
  await writeFile(join(folder, 'file'), '')
  await t.rejects(verifyPrivateFolder(join(folder, 'file')), { code: 'folder-not-private' })
})
