import t from 'tap'
import { parseDemoOptions } from '../../src/demo/options.ts'

t.test('stays up, in Swedish, unless asked otherwise', async (t) => {
  t.match(parseDemoOptions([]), { once: false, language: 'sv', port: 8407, help: false })
})

t.test('reads every option', async (t) => {
  const options = parseDemoOptions(['--once', '--lang', 'en', '--port', '0', '--dir', '/tmp/x'])
  t.same(options, { once: true, language: 'en', port: 0, dir: '/tmp/x', help: false })
})

for (const argv of [['--onec'], ['--lang', 'de'], ['--port', 'x'], ['--port', '70000'], ['now']]) {
  t.test(`refuses ${argv.join(' ')}`, async (t) => {
    t.throws(() => parseDemoOptions(argv), { code: 'option-unknown' })
  })
}
