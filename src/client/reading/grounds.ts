import type { Obligation } from '../../policy/decision.ts'
import type { PolicySet } from '../../policy/policy-set.ts'
import type { PolicyDirectory } from '../../policy/request-from-manifest.ts'
import type { LocalText } from '../../protocol/statements/local-text.ts'
import type { Time } from '../../protocol/time.ts'
import { explainDecision } from '../explain-decision.ts'
import type { OpenedDisclosure } from '../open-disclosure.ts'

/** A ground that the sender invoked, in words. */
export interface ShownGround {
  /** For whom: “den utsatta”. */
  readonly subject: LocalText
  /** `12 kap. 2 § OSL`. */
  readonly citation: string
  readonly name: LocalText
}

/** What the reader is bound to. */
export interface ShownObligation {
  readonly code: Obligation['code']
  readonly citation: string
  readonly text: LocalText
  readonly deadline: Time | null
}

/** On what footing a disclosure was made and what follows from it, in the words of the law that it was decided by. */
export interface Footing {
  readonly grounds: readonly ShownGround[]
  readonly obligations: readonly ShownObligation[]
}

/** The footing of an opened disclosure; `set` is the one that its decision names. Throws as `explainDecision`. */
export function describeFooting(
  { manifest, head, decision }: OpenedDisclosure,
  set: PolicySet,
  directory: PolicyDirectory,
): Footing {
  const { glossary } = explainDecision(manifest, decision, set, directory)
  const ruleOf = (rule: string, version: string) => glossary.rules[`${rule}@${version}`]
  return {
    grounds: head.grounds.flatMap(({ subject, rule, version }) => {
      const words = ruleOf(rule, version)
      const person = glossary.subjects[subject]
      return words === undefined || person === undefined
        ? []
        : [{ subject: person, citation: words.citation, name: words.name }]
    }),
    obligations: decision.obligations.flatMap(({ rule, version, code, deadline }) => {
      const words = ruleOf(rule, version)
      const text = words?.obligations?.[code]
      return words === undefined || text === undefined
        ? []
        : [{ code, citation: words.citation, text, deadline }]
    }),
  }
}
