import t from 'tap'
import { actNumber, findAct } from '../../../src/policy/explaining/acts.ts'
import { readPolicySet } from '../../fixtures/policy-files.ts'

const set = readPolicySet()

t.test('every rule links to the statute, and to an act whose name is known', async (t) => {
  const { locks, gateways, blocks, obligationRules } = set.pack
  for (const { id, link } of [...locks, ...gateways, ...blocks, ...obligationRules]) {
    t.ok(URL.canParse(link) && link.startsWith('https://'), id)
    if (!link.startsWith('https://lagen.nu/')) continue
    t.match(link, /^https:\/\/lagen\.nu\/\d{4}:\d+(#(K\d+[a-z]?)?(P\d+[a-z]?)?(S\d)?)?$/, id)
    t.ok(findAct(link), `${id}: ${actNumber(link)}`)
  }
})
