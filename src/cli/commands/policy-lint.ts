import { FINDINGS } from '../../policy/proving/finding.ts'
import { lintPolicies } from '../../policy/proving/lint.ts'
import type { Command } from '../command.ts'
import { EXIT } from '../exit-code.ts'
import { POLICIES_OPTION, readPolicyFolder } from '../policy-folder.ts'

/** `sluss policy lint`: what can be seen to be wrong with the rules without any case. */
export const policyLint: Command = {
  name: 'policy lint',
  summary: {
    sv: 'granska regelverket: motsägelser, luckor och sådant som saknas',
    en: 'check the rules: contradictions, gaps and what is missing',
  },
  positionals: [],
  options: POLICIES_OPTION,
  examples: ['sluss policy lint', 'sluss policy lint --policies ./policies --json'],
  async run(args, { terminal }) {
    const { set, tables } = await readPolicyFolder(args)
    const findings = lintPolicies(set.pack, tables)
    const lines = findings.map(({ code, subject, place }) => {
      const where = place === '' ? subject : `${subject} (${place})`
      return `${where}: ${terminal.text(FINDINGS[code])} [${code}]`
    })
    const total = terminal.text({ sv: 'anmärkningar', en: 'findings' })
    terminal.result({ policySet: set.digest, findings }, [...lines, `${findings.length} ${total}`])
    return findings.length === 0 ? EXIT.done : EXIT.unverified
  },
}
