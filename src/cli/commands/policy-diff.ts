import { diffPacks } from '../../policy/proving/diff.ts'
import { renderDiff } from '../../policy/proving/render-diff.ts'
import type { Command } from '../command.ts'
import { EXIT } from '../exit-code.ts'
import { readPolicySource } from '../policy-source.ts'

/** `sluss policy diff`: what one set of rules says otherwise than another, in words. */
export const policyDiff: Command = {
  name: 'policy diff',
  summary: {
    sv: 'säg i ord vad som skiljer två regelverk',
    en: 'say in words what differs between two sets of rules',
  },
  positionals: ['A', 'B'],
  options: {
    known: {
      value: 'MAPP',
      text: {
        sv: 'mapp med regelverk som filer, som A och B får ange med fingeravtryck',
        en: 'folder with packs as files, which A and B may name by digest',
      },
    },
  },
  examples: [
    'sluss policy diff ./policies ./forslag',
    'sluss policy diff regelverk-2026.json ./policies --lang en',
  ],
  async run(args, { terminal }) {
    const known = args.optional('known')
    const before = await readPolicySource(args.positional('A'), known)
    const after = await readPolicySource(args.positional('B'), known)
    const items = diffPacks(before.pack, after.pack)
    const same = terminal.text({ sv: 'Ingen skillnad.', en: 'No difference.' })
    const lines = items.length === 0 ? [same] : renderDiff(items, terminal.language)
    terminal.result({ before: before.digest, after: after.digest, items }, lines)
    return EXIT.done
  },
}
