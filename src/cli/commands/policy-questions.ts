import { partKindsOf } from '../../policy/asking/part-kinds.ts'
import { listQuestions } from '../../policy/asking/questions.ts'
import { renderQuestions } from '../../policy/asking/render-questions.ts'
import { swedishDay } from '../../policy/swedish-day.ts'
import { encodeTime } from '../../protocol/time.ts'
import { BODY_TYPES, CASE_TYPES, PURPOSES, SUBJECT_ROLES } from '../../protocol/vocabulary.ts'
import { loadMessageType } from '../catalogue.ts'
import type { Command } from '../command.ts'
import { EXIT } from '../exit-code.ts'
import { parseMoment } from '../moment.ts'
import { POLICIES_OPTION, readPolicyFolder } from '../policy-folder.ts'

/** `sluss policy questions`: what to ask first, before anything is written. */
export const policyQuestions: Command = {
  name: 'policy questions',
  summary: {
    sv: 'visa de tre till fem frågor som avgör om ett meddelande får lämnas, den viktigaste först',
    en: 'show the three to five questions that decide whether a message may be disclosed, most decisive first',
  },
  positionals: ['MEDDELANDETYP'],
  options: {
    ...POLICIES_OPTION,
    from: {
      value: 'VERKSAMHETSTYP',
      required: true,
      text: { sv: 'avsändaren, som police', en: 'the sender, as police' },
    },
    to: {
      value: 'VERKSAMHETSTYP',
      required: true,
      text: { sv: 'mottagaren, som social-board', en: 'the receiver, as social-board' },
    },
    purpose: {
      value: 'ÄNDAMÅL',
      text: {
        sv: 'varför uppgifterna lämnas (annars prevent-crime)',
        en: 'why the data are disclosed (otherwise prevent-crime)',
      },
    },
    about: {
      value: 'ROLL',
      multiple: true,
      text: {
        sv: 'bara uppgifter om dem, som feared-perpetrator',
        en: 'only data about them, as feared-perpetrator',
      },
    },
    'case-type': {
      value: 'ÄRENDETYP',
      text: {
        sv: 'slags ärende (annars våld i nära relation)',
        en: 'type of case (otherwise intimate-partner violence)',
      },
    },
    day: {
      value: 'DAG',
      text: { sv: 'vilken dags lag (annars i dag)', en: 'the law of which day (otherwise today)' },
    },
  },
  examples: [
    'sluss policy questions risk-assessment --from police --to social-board',
    'sluss policy questions information-reply --from social-board --to police --about feared-perpetrator',
  ],
  async run(args, { terminal, clock }) {
    const { set } = await readPolicyFolder(args)
    const type = await loadMessageType(args.positional('MEDDELANDETYP'))
    const roles = args.choices('about', SUBJECT_ROLES, SUBJECT_ROLES)
    const asked = args.optional('day')
    const day = swedishDay(asked === undefined ? encodeTime(clock()) : parseMoment('day', asked))
    const list = listQuestions(set, {
      day,
      sender: args.choice('from', BODY_TYPES),
      receiver: args.choice('to', BODY_TYPES),
      purpose: args.choice('purpose', PURPOSES, 'prevent-crime'),
      caseType: args.choice('case-type', CASE_TYPES, 'intimate-partner-violence'),
      writtenFor: type.rules,
      parts: partKindsOf(type).filter(({ role }) => roles.includes(role)),
    })
    terminal.result(list, renderQuestions(list, terminal.language))
    return EXIT.done
  },
}
