/** Names that try to be more than names are shown as text in every screen of the inbox, and change nothing around them. */
import t from 'tap'
import { launchChromium } from '../browser/chromium.ts'
import { workWeb } from '../fixtures/work-web.ts'
import { actsOf } from '../fixtures/world-acts.ts'

/** Of agencies, functions and members: custodians sign these, and a careless or bought one may sign anything. */
const HOSTILE = [
  '<img src=x onerror="window.hit=1">',
  '</bdi><script>window.hit=1</script>',
  '{{constructor}} $t(inbox:title) %s ${1}',
  'javascript:window.hit=1',
  '\u202Eegdemrof\u202C \u2066x',
  '\u0000\u0007\u200B\uFEFF',
  'A'.repeat(180),
] as const

const { world, door } = await workWeb(t)
const { sendOne, open, receipt } = actsOf(world)
const taken = await sendOne()
await open(taken)
await receipt(taken, 'taken-over')
await sendOne()
const context = await launchChromium()
t.teardown(() => context.close())
const receiver = await door(world.board, 'disa')
const sender = await door(world.police, 'anna')

for (const [i, hostile] of HOSTILE.entries()) {
  t.test(`hostile name ${i + 1} is text`, async (t) => {
    for (const [{ url }, path] of [
      [receiver, '/inbox'],
      [sender, '/inbox'],
      [receiver, '/cases'],
      [receiver, `/case/${taken.head.case}`],
      [sender, `/case/${taken.head.case}`],
      [receiver, '/openings'],
    ] as const) {
      const page = await context.newPage()
      const dialogs: string[] = []
      page.on('dialog', (dialog) => void dialogs.push(dialog.message()))
      // As if the worker had verified these names: nothing that the page is given is believed to be harmless.
      await page.addInitScript(renameAll, hostile)
      await page.goto(`${url}${path}`)
      await page.locator('.row, .thread > li, .openings > li').first().waitFor()
      t.ok(await page.evaluate<boolean>('window.renamed > 0'), `${path} was given the name`)
      t.equal(await page.evaluate('window.hit'), undefined, path)
      t.same(dialogs, [])
      t.equal(await page.locator('main img, main script').count(), 0, path)
      const shown = await page.locator('main').innerText()
      const visible = hostile.replaceAll(/\p{Cc}/gu, '')
      if (visible.trim() === visible && !/[\u2000-\u206f]/.test(visible))
        t.ok(shown.replaceAll(/\s+/g, ' ').includes(visible.replaceAll(/\s+/g, ' ')), path)
      await page.setViewportSize({ width: 320, height: 640 })
      t.equal(
        await page.evaluate<number>(
          'document.documentElement.scrollWidth - document.documentElement.clientWidth',
        ),
        0,
        `${path} still fits`,
      )
      await page.close()
    }
  })
}

/** Runs in the page before its own script: puts a name in the place of every name that the worker gives. */
function renameAll(hostile: string): void {
  const global = globalThis as unknown as { renamed: number }
  global.renamed = 0
  const add = Worker.prototype.addEventListener
  Worker.prototype.addEventListener = function (
    this: Worker,
    type: string,
    listener: EventListenerOrEventListenerObject,
  ) {
    const heard = (event: Event) => {
      rename((event as MessageEvent).data)
      return (listener as EventListener)(event)
    }
    return add.call(this, type, type === 'message' ? heard : listener)
  } as typeof Worker.prototype.addEventListener

  function rename(value: unknown): void {
    if (typeof value !== 'object' || value === null) return
    const { names } = value as { names?: Record<string, Record<string, unknown>> }
    for (const kind of ['agencies', 'functions', 'members'])
      for (const id of Object.keys(names?.[kind] ?? {})) {
        names![kind]![id] = kind === 'members' ? hostile : { sv: hostile, en: hostile }
        global.renamed += 1
      }
    const { name } = value as { name?: { sv?: unknown } }
    if (typeof name?.sv === 'string') {
      ;(value as { name: unknown }).name = { sv: hostile, en: hostile }
      global.renamed += 1
    }
    for (const inner of Object.values(value)) if (inner !== names) rename(inner)
  }
}
