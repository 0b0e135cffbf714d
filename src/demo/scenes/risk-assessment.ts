import assert from 'node:assert/strict'
import { dryRun } from '../../cli/disclose.ts'
import type { DryRun } from '../../cli/disclose.ts'
import type { Language } from '../../protocol/statements/local-text.ts'
import type { Time } from '../../protocol/time.ts'
import { riskAssessmentDraft } from '../drafts.ts'
import type { Story } from '../story.ts'
import { findInInbox, openAndCompare, readReceipts, send, takeOver } from './disclosure.ts'
import type { Disclosure } from './disclosure.ts'

/** S1: the investigator's assessment of the risk reaches the one who can protect, and somebody takes responsibility. */
export async function playRiskAssessment({ narrator, klas, ylva }: Story): Promise<Disclosure> {
  narrator.chapter({
    sv: 'En riskbedömning ska fram i tid',
    en: 'A risk assessment must arrive in time',
  })
  narrator.say({
    sv: 'Tuvalisa Påhittad har lämnat Gorm Exempelsson. Klas Fiktivsson, utredare hos Polisen Sydlanda, bedömer risken som hög, särskilt när barnen lämnas på fredag. Socialnämnden i Låtsasby behöver veta det i dag.',
    en: 'Tuvalisa Påhittad has left Gorm Exempelsson. Klas Fiktivsson, investigator of the Sydlanda Police, finds the risk high, above all when the children are handed over on Friday. The social board of Låtsasby needs to know today.',
  })
  narrator.blank()
  const draft = riskAssessmentDraft(Date.now())

  const run = await narrator.step(
    {
      sv: 'Klas frågar lagen innan något skickas. Hans eget program och slussen svarar var för sig, lika.',
      en: 'Klas asks the law before anything is sent. His own program and the gateway answer separately, and alike.',
    },
    async () => {
      const found = await dryRun(klas.session, draft)
      assert.equal(found.decision.outcome, 'duty')
      assert.equal(found.there['outcome'], found.decision.outcome)
      return found
    },
  )
  narrator.quote(countParts(run, narrator.language))

  const assessment = await narrator.step(
    {
      sv: 'Han skickar. Varje uppgiftsslag om varje person är förseglat för sig, med en nyckel som bara mottagarens funktion och hans egen kan låsa upp. Svaret bevisar att det finns i loggen.',
      en: 'He sends it. Each kind of data about each person is sealed by itself, under a key that only the receiving function and his own can unlock. The answer proves that it is in the log.',
    },
    async () => {
      const disclosure = await send(klas, draft)
      assert.equal(disclosure.sent.state, 'released')
      return disclosure
    },
  )
  narrator.quote([
    narrator.text({ sv: `Ärende ${assessment.case}`, en: `Case ${assessment.case}` }),
    narrator.text({
      sv: `Plats ${assessment.sent.recorded.index} i loggen, ${assessment.sent.composed.sealed.submission.length} byte förseglat innehåll`,
      en: `Place ${assessment.sent.recorded.index} in the log, ${assessment.sent.composed.sealed.submission.length} bytes of sealed content`,
    }),
  ])

  await narrator.step(
    {
      sv: `Ylva Provtoft på VINR-mottagningen ser ”Nytt meddelande, ärende ${assessment.case}”. Inget mer.`,
      en: `Ylva Provtoft at the reception sees “New message, case ${assessment.case}”. Nothing more.`,
    },
    async () => {
      const item = await findInInbox(ylva, assessment)
      assert.equal(item?.['case'], assessment.case)
      assert.doesNotMatch(JSON.stringify(item), /Tuvalisa|Gorm|Påhittad|Exempelsson/)
    },
  )
  const opened = await narrator.step(
    {
      sv: 'Hon svarar att hon inte är jävig och öppnar. Att öppna är en underskriven handling, som står i loggen innan hon får innehållet. Hennes program prövar allt igen: behörighet, underskrift, delar, lag och fri text.',
      en: 'She answers that she has no conflict of interest, and opens. Opening is a signed act, in the log before she gets the content. Her program checks all again: entitlement, signature, parts, law and free text.',
    },
    () => openAndCompare(ylva, assessment),
  )
  const { riskLevels, scenario } = opened.document as Record<string, Record<string, unknown>>
  assert.equal(riskLevels?.['acute'], 'high')
  narrator.quote([
    narrator.text({
      sv: `Från ${opened.author}. Akut risk: hög.`,
      en: `From ${opened.author}. Acute risk: high.`,
    }),
    String(scenario?.['text']),
  ])
  await narrator.step(
    {
      sv: 'Hon tar över: nu svarar en namngiven människa för ärendet.',
      en: 'She takes it over: now a named human answers for it.',
    },
    () => takeOver(ylva, assessment),
  )
  const receipts = await narrator.step(
    {
      sv: 'Klas ser tre olika kvittenser, var och en underskriven: levererat, öppnat, övertaget.',
      en: 'Klas sees three different receipts, each of them signed: delivered, opened, taken over.',
    },
    async () => {
      const found = await readReceipts(klas, assessment)
      for (const { what } of RECEIPTS) assert.ok(found.get(what))
      return found
    },
  )
  narrator.quote(
    RECEIPTS.map(({ what, text }) => `${clockTime(receipts.get(what)!)}  ${narrator.text(text)}`),
  )
  return assessment
}

/** The receipts of a disclosure that somebody answers for, in the order in which they come. */
const RECEIPTS = [
  { what: 'delivered', text: { sv: 'levererat', en: 'delivered' } },
  { what: 'opened', text: { sv: 'öppnat', en: 'opened' } },
  { what: 'taken-over', text: { sv: 'övertaget', en: 'taken over' } },
] as const

/** The time of day here. */
function clockTime(time: Time): string {
  return new Date(time).toLocaleTimeString('sv-SE')
}

/** How many parts each rule lets through. */
function countParts({ decision, input }: DryRun, language: Language): string[] {
  const counts = new Map<string, number>()
  for (const { rules } of decision.parts) {
    for (const { rule } of rules) counts.set(rule, (counts.get(rule) ?? 0) + 1)
  }
  const { gateways } = input.policySet.pack
  const words = { sv: 'delar enligt', en: 'parts under' }[language]
  return Array.from(counts, ([id, count]) => {
    const rule = gateways.find((gateway) => gateway.id === id)
    const name = rule === undefined ? id : `${rule.citation} (${rule.name[language]})`
    return `${String(count).padStart(2)} ${words} ${name}`
  })
}
