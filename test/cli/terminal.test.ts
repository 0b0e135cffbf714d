import { PassThrough } from 'node:stream'
import t from 'tap'
import { Terminal } from '../../src/cli/terminal.ts'

/** A terminal, and what it wrote so far on both streams. */
function caught(json: boolean) {
  const [stdout, stderr] = [new PassThrough(), new PassThrough()]
  const streams = { stdin: process.stdin, stdout, stderr }
  const terminal = new Terminal(streams, { language: 'sv', json })
  return { terminal, written: () => [String(stdout.read() ?? ''), String(stderr.read() ?? '')] }
}

/** Whoever reads this line would see the second half of it only, and backwards. */
const DECEIVING = 'Tar bort hindret.\u001b[1A\u001b[2K\r\u009b2K\u202eLägger till ett hinder.'
const SHOWN = 'Tar bort hindret.\\u001b[1A\\u001b[2K\\u000d\\u009b2K\\u202eLägger till ett hinder.'

t.test('what others wrote is shown, and commands no terminal', async (t) => {
  const { terminal, written } = caught(false)
  const local = { sv: DECEIVING, en: '' }
  terminal.note(local)
  terminal.warn(local)
  terminal.error('code', local, local)
  terminal.result({}, [DECEIVING, 'två\ttabbade'])
  t.same(written(), [
    `${SHOWN}\ntvå\ttabbade\n`,
    `${SHOWN}\nsluss: varning: ${SHOWN}\nsluss: ${SHOWN} [code]\n  ${SHOWN}\n`,
  ])
})

t.test('as JSON the value is the same', async (t) => {
  const { terminal, written } = caught(true)
  terminal.result({ reason: DECEIVING }, [])
  const [text] = written()
  t.match(text, SHOWN.slice(17, 30))
  t.notMatch(text, /(?!\n)[\p{Cc}\p{Bidi_Control}]/u)
  t.same(JSON.parse(text!), { reason: DECEIVING })
})
