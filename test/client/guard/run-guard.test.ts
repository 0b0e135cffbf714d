import fc from 'fast-check'
import t from 'tap'
import { guardStatement } from '../../../src/client/guard/guard-statement.ts'
import { findHits, GUARD_VERSION, runGuard } from '../../../src/client/guard/run-guard.ts'
import { joinDocument, splitDocument } from '../../../src/protocol/document.ts'
import { documentOf } from '../../fixtures/document-arbitrary.ts'
import { EXAMPLES } from '../../fixtures/example-documents.ts'
import { MESSAGE_TYPES, messageType } from '../../fixtures/message-types.ts'
import vectors from '../../vectors/client/guard.json' with { type: 'json' }

/** What was found, as `detector: the text that was hit`. */
function hitsIn(text: string): string[] {
  return findHits(text).map(({ detector, start, end }) => `${detector}: ${text.slice(start, end)}`)
}

// Identity numbers: Skatteverket's open data sets Testpersonnummer and Testsamordningsnummer, and 640823-3234, the worked
// example of its brochure SKV 704. Phone numbers: the series that PTS keeps free
// for books and films.
const found: Record<string, Record<string, string>> = {
  'personal-identity-number': {
    'twelve digits': '196408233234',
    'twelve digits with hyphen': '19640823-3234',
    'ten digits': '6408233234',
    'ten digits with hyphen': '640823-3234',
    'plus of a hundred-year-old': '900101+9802',
    'plus with the century': '18900101+9802',
    'a space for the hyphen': '640823 3234',
    'spaces around the hyphen': '640823 - 3234',
    'the date with hyphens': '1964-08-23-3234',
    'the date with spaces': '1964 08 23 3234',
    'the date in pairs': '64 08 23 - 32 34',
    'full stops': '64.08.23.3234',
    'a slash': '640823/3234',
    'an underscore': '640823_3234',
    'one space between all': '6 4 0 8 2 3 3 2 3 4',
    'a number of a child': '20190815-2398',
    'a number of 29 February': '20000229-2399',
    'a victim': '19920318-2382',
  },
  'coordination-number': {
    'ten digits with hyphen': '480977-2389',
    'twelve digits': '194809772389',
    spaces: '22 07 61 2397',
    'an unknown month': '19150072-2390',
    'an unknown day': '171160-2399',
  },
  'phone-number': {
    'a mobile number': '070-174 06 05',
    'a mobile number in one': '0701740605',
    'a mobile number with spaces': '070 174 06 05',
    'a mobile number, four and three': '0701-740 605',
    'a mobile number with full stops': '070.174.06.05',
    'a mobile number with slash': '070/1740605',
    'a mobile number one by one': '0 7 0 1 7 4 0 6 0 5',
    '+46': '+46701740605',
    '+46 with spaces': '+46 70 174 06 05',
    '+46 and the zero in brackets': '+46 (0)70-174 06 05',
    '+46 and the zero': '+46 070 174 06 05',
    '0046': '0046 70 174 06 05',
    '46 without plus': '46701740605',
    'brackets around the area code': '(031) 390 06 00',
    Gothenburg: '031-390 06 00',
    Malmö: '040-628 04 00',
    Stockholm: '08-465 004 00',
    'Stockholm in one': '0846500400',
    Kiruna: '0980-31 92 00',
    'another country': '+45 32 12 34 56',
    'another country with 00': '0045 32 12 34 56',
  },
  'email-address': {
    plain: 'tuvalisa@example.com',
    'with a point and a plus': 'tuvalisa.p+hjalp@post.example.com',
    'with Swedish letters': 'påhittad@post.example',
    'at in brackets': 'tuvalisa (at) example.com',
    'at and dot in brackets': 'tuvalisa[at]example[dot]com',
    'signs in words': 'tuvalisa snabel-a example punkt com',
    'signs in English words': 'tuvalisa at example dot com',
    'spaces around the signs': 'tuvalisa @ example . com',
  },
  'postcode-place': {
    plain: '123 45 Låtsasby',
    'without space': '12345 Låtsasby',
    'in capitals': '123 45 LÅTSASBY',
    'in small letters': '123 45 låtsasby',
    'with the country': 'SE-123 45 Låtsasby',
    'with S': 'S-123 45 Låtsasby',
    'with a comma': '123 45, Låtsasby',
  },
}
for (const [detector, spellings] of Object.entries(found)) {
  for (const [how, written] of Object.entries(spellings)) {
    t.test(`finds a ${detector}: ${how}`, async (t) => {
      for (const text of [written, `Hon nås på ${written}.`, `Uppgift: ${written}, se ovan`])
        t.ok(hitsIn(text).includes(`${detector}: ${written}`), hitsIn(text).join() || 'no hit')
    })
  }
}

const evaded: Record<string, [detector: string, text: string]> = {
  'full-width digits': ['personal-identity-number', '６４０８２３－３２３４'],
  'Arabic-Indic digits': ['personal-identity-number', '٦٤٠٨٢٣-٣٢٣٤'],
  'mathematical digits': ['personal-identity-number', '𝟔𝟒𝟎𝟖𝟐𝟑-𝟑𝟐𝟑𝟒'],
  'circled digits': ['personal-identity-number', '⑥④⓪⑧②③③②③④'],
  'a no-break space': ['personal-identity-number', '640823\u00A03234'],
  'a narrow no-break space': ['phone-number', '070\u202F174\u202F06\u202F05'],
  'an ideographic space': ['personal-identity-number', '640823\u30003234'],
  'many spaces': ['personal-identity-number', '640823    -    3234'],
  'a no-break hyphen': ['personal-identity-number', '640823\u20113234'],
  'a soft hyphen': ['personal-identity-number', '6408\u00AD23-3234'],
  'an en dash': ['personal-identity-number', '640823–3234'],
  'a minus sign': ['personal-identity-number', '640823−3234'],
  'zero-width spaces': ['personal-identity-number', '6\u200B4\u200B0823-32\u200B34'],
  'a zero-width joiner': ['phone-number', '070\u200D1740605'],
  'a word joiner': ['phone-number', '070\u2060174\u206006\u206005'],
  'a byte order mark': ['personal-identity-number', '640823\uFEFF3234'],
  'direction marks': ['personal-identity-number', '\u202E640823-3234\u202C'],
  'combining marks': [
    'personal-identity-number',
    '6\u03364\u03360\u03368\u03362\u03363\u0336-3\u03362\u03363\u03364\u0336',
  ],
  'a variation selector': ['phone-number', '0\uFE0F70-174 06 05'],
  'a line break': ['personal-identity-number', '640823-\n3234'],
  'a line break of another system': ['phone-number', '070-174\r\n06 05'],
  'a tab': ['personal-identity-number', '640823\t3234'],
  'a line separator': ['personal-identity-number', '640823\u20283234'],
  'a control character': ['personal-identity-number', '640823\u0007-3234'],
  'a blank letter': ['personal-identity-number', '640823\u3164-3234'],
  'a full-width at sign': ['email-address', 'tuvalisa＠example．com'],
  'a zero-width space in a mail': ['email-address', 'tuva\u200Blisa@exam\u200Bple.com'],
  'a mail over two lines': ['email-address', 'tuvalisa@\nexample.com'],
  'a hyphen in words': ['personal-identity-number', '640823 bindestreck 3234'],
  'a hyphen in words in capitals': ['phone-number', '070 STRECK 174 06 05'],
  'a plus in words': ['phone-number', 'plus 46 70 174 06 05'],
  'digits in words': ['phone-number', 'noll sju noll ett sju fyra noll sex noll fem'],
  'some digits in words': ['personal-identity-number', '640823 tre två tre fyra'],
  'a full-width postcode': ['postcode-place', '１２３ ４５ Låtsasby'],
  'a postcode with a no-break space': ['postcode-place', '123\u00A045\u00A0Låtsasby'],
  'a postcode over two lines': ['postcode-place', '123 45\nLåtsasby'],
}
for (const [how, [detector, text]] of Object.entries(evaded)) {
  t.test(`is not evaded by ${how}`, async (t) => {
    const hits = findHits(`Se ${text} där`).map((hit) => hit.detector)
    t.ok(hits.includes(detector), hits.join() || 'no hit')
  })
}

const innocent = [
  'K-nummer 5000-K123456-26',
  'K-nummer 0150-K1234567-26 och 5000-K98765-25',
  'Ärende 26-0147',
  'Samverkansärende 7KQ4-XRM2',
  'Diarienummer 2026/1234 och A123.456/2026',
  'dnr 1234-2026',
  'Den 2026-03-02 klockan 09:40',
  'mellan 2026-03-02 och 2026-03-09',
  '2026-03-02 2026-03-09',
  // Twelve digits with a valid check digit, were they one number.
  '2026-03-11 2026-03-18',
  '2026-03-03–2026-03-29',
  '2026-03-02–2026-03-09',
  'den 08-12-2026',
  '02-03-2026',
  '2 mars 2026 kl. 9.40',
  'vardagar 9–11',
  'kl. 08.30–09.30',
  '08:30-09:30',
  '20260302 klockan 19',
  'år 2019 och 2021',
  'född 1992-03-18',
  '920318',
  '12 kap. 2 § OSL (2009:400)',
  'SFS 2025:400, prop. 2024/25:180',
  'ring 112 eller 114 14',
  'betalade 15 000 kr, sedan 250 000 kronor',
  '12 345 personer',
  '123 45 gånger',
  'kostade 12345 kronor och mer',
  'rum 214, plan 3',
  'linje 160 mot centrum',
  'a@b',
  'skriv @ i fältet',
  'organisationsnummer 559900-0002',
  'paragraf 10:15a och 10:18 c',
  '640823-3235',
  '640832-3234',
  '641323-3234',
  '20010229-2398',
  '1234567890123456',
  '070',
  '070-17',
  '08-0000000',
  'ett, två, tre, fyra, fem, sex, sju, åtta',
  'Hon har två barn, fyra och sex år',
]
for (const text of innocent) {
  t.test(`lets through: ${text}`, async (t) => {
    t.same(hitsIn(text), [])
  })
}

t.test('says where in the text as written, whatever was folded away', async (t) => {
  const text = 'Nås\u200B  på  ０７０\u00A0174\u200B06 05\u200B, säger hon'
  const [hit] = findHits(text)
  t.equal(text.slice(hit!.start, hit!.end), '０７０\u00A0174\u200B06 05')
})

t.test('says where in the text as written, whatever was spelled out', async (t) => {
  const text = 'Se noll sju noll streck 174 06 05 i kväll'
  const [hit] = findHits(text)
  t.equal(text.slice(hit!.start, hit!.end), 'noll sju noll streck 174 06 05')
})

t.test('finds each of several, in the order of the text', async (t) => {
  t.same(hitsIn('070-174 06 05, a@example.com, 640823-3234 och 070-174 06 06'), [
    'phone-number: 070-174 06 05',
    'email-address: a@example.com',
    'personal-identity-number: 640823-3234',
    'phone-number: 070-174 06 06',
  ])
})

t.test('leaves the brackets of the sentence outside', async (t) => {
  t.same(hitsIn('Hon (070-174 06 05) vet'), ['phone-number: 070-174 06 05'])
})

t.test('finds a number once, with its century', async (t) => {
  t.same(hitsIn('19640823-3234'), ['personal-identity-number: 19640823-3234'])
})

const PROTECTED = [{ protection: 'skyddad-folkbokforing' }] as const
const UNPROTECTED = [{ protection: 'none' }] as const

const risk = messageType('risk-assessment')
const example = EXAMPLES['risk-assessment']!

t.test('searches free text only: numbers and names in their own fields are no hits', async (t) => {
  for (const type of MESSAGE_TYPES)
    t.same(runGuard(EXAMPLES[type.type]!, type, PROTECTED), { version: GUARD_VERSION, hits: [] })
})

t.test('says in which text a hit stands', async (t) => {
  const document = structuredClone(example) as unknown as {
    scenario: { text: string }
    investigation: { offences: string[] }
  }
  document.scenario.text = 'Ring 070-174 06 05'
  document.investigation.offences = ['Olaga hot', 'mot 640823-3234']
  t.same(runGuard(document as never, risk, PROTECTED).hits, [
    { detector: 'phone-number', pointer: '/scenario/text', start: 5, end: 18 },
    {
      detector: 'personal-identity-number',
      pointer: '/investigation/offences/1',
      start: 4,
      end: 15,
    },
  ])
})

t.test('what a field is there to hold hides nothing else that stands in it', async (t) => {
  for (const { text, held, hits } of vectors.held)
    t.same(
      findHits(text, held).map(({ detector, start, end }) => [detector, text.slice(start, end)]),
      hits,
      `${text} (${held.join()})`,
    )
})

t.test('a school in its own field is a hit once somebody is, or may be, protected', async (t) => {
  const concern = messageType('child-concern')
  const document = { child: { school: 'Trollskolan' } }
  const school = { detector: 'school', pointer: '/child/school', start: 0, end: 11 }
  t.same(runGuard(document, concern, UNPROTECTED).hits, [])
  t.same(runGuard(document, concern, PROTECTED).hits, [school])
  t.same(runGuard(document, concern, [{ protection: 'unknown' }, ...UNPROTECTED]).hits, [school])
  const number = { child: { number: '20190815-2398' } }
  t.same(runGuard(number, concern, PROTECTED).hits, [], 'a number is wanted where it is asked for')
})

t.test('states counts and nothing else', async (t) => {
  const hit = { pointer: '/scenario/text', start: 5, end: 18 }
  const hits = ['phone-number', 'email-address', 'phone-number'].map((detector) => ({
    ...hit,
    detector,
  }))
  t.same(guardStatement({ version: 'guard-1', hits }), {
    version: 'guard-1',
    hits: [
      { detector: 'email-address', count: 1 },
      { detector: 'phone-number', count: 2 },
    ],
    overrides: [],
  })
})

t.test('finds in the parts of a document what it finds in the whole', async () => {
  fc.assert(
    fc.property(documentOf(risk), fc.nat(), (document, chosen) => {
      const seeded = structuredClone(document) as { violence: { summary?: string } }
      if (seeded.violence.summary !== undefined) seeded.violence.summary = '640823-3234'
      const parts = splitDocument(risk, seeded as never)
      const part = parts[chosen % parts.length]!
      const inPart = runGuard(joinDocument(risk, [part.content]), risk, PROTECTED).hits
      const inWhole = runGuard(seeded as never, risk, PROTECTED).hits
      const own = inWhole.filter(({ pointer }) =>
        Object.keys(part.content).some((it) => pointer === it || pointer.startsWith(`${it}/`)),
      )
      return JSON.stringify(inPart) === JSON.stringify(own)
    }),
  )
})

t.test('keeps every hit within its text, whatever the text', async () => {
  const piece = fc.constantFrom(
    '640823-3234',
    '070 174 06 05',
    'noll',
    '\u200B',
    '𝟔',
    'ﷺ',
    '@',
    'a',
    ' ',
  )
  const text = fc.array(fc.oneof(piece, fc.string({ unit: 'grapheme' }))).map((it) => it.join(''))
  fc.assert(
    fc.property(text, (drawn) =>
      findHits(drawn).every(({ start, end }) => 0 <= start && start < end && end <= drawn.length),
    ),
  )
})

t.test('letters written apart from their rings and dots hide nothing', async (t) => {
  for (const text of ['Hon bor på Storvägen 12.', 'De bor i Malmö.', 'Påhittsgränden 4']) {
    const [found, apart] = [text, text.normalize('NFD')].map((one) =>
      findHits(one).map(({ detector }) => detector),
    )
    t.ok(found!.length > 0, text)
    t.same(apart, found, `${text} (NFD)`)
  }
  fc.assert(
    fc.property(
      fc.constantFrom('Storvägen 12', 'Åkergränden 4', 'Göteborg'),
      fc.string(),
      (place, around) => {
        const text = `${place.normalize('NFD')} ${around}`
        return findHits(text).every(({ start, end }) => start < end && end <= text.length)
      },
    ),
  )
})
