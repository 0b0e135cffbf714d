import t from 'tap'
import categories from '../../schemas/codes/categories.json' with { type: 'json' }
import neverTo from '../../schemas/codes/never-to.json' with { type: 'json' }
import subjectRoles from '../../schemas/codes/subject-roles.json' with { type: 'json' }
import { NEVER_TO } from '../../src/protocol/never-to.ts'
import { CATEGORIES, SUBJECT_ROLES } from '../../src/protocol/vocabulary.ts'

const lists = [
  { name: 'category', labels: categories, words: CATEGORIES },
  { name: 'subject role', labels: subjectRoles, words: SUBJECT_ROLES },
  { name: 'never-to code', labels: neverTo, words: NEVER_TO },
]
for (const { name, labels, words } of lists) {
  t.test(`says every ${name} in Swedish and English, in the order of the vocabulary`, async (t) => {
    t.same(Object.keys(labels), words)
    for (const label of Object.values(labels)) t.match(label, { sv: /\S/, en: /\S/ })
  })
}
