import { problem } from './problem.ts'

/** Codes of what is said about the law that is to come: proposals, approvals, withdrawals, activations. */
export const POLICY_CHANGE_PROBLEMS = {
  'agency-has-approved': problem(
    409,
    'Din verksamhet har redan godkänt förslaget',
    'Det behövs ett godkännande från en annan verksamhet. Be någon där att pröva regelverket.',
    'Your agency has already approved the proposal',
    'An approval from another agency is needed. Ask somebody there to test the rules.',
  ),
  'already-active': problem(
    409,
    'Förslaget har redan tagits i bruk',
    'Inget mer behöver göras. Ska det ändras, lägg fram ett nytt förslag.',
    'The proposal has already become active',
    'Nothing more needs to be done. To change it, make a new proposal.',
  ),
  'approver-is-proposer': problem(
    403,
    'Den som har föreslagit får inte godkänna',
    'Be två andra handläggare från två verksamheter att pröva och godkänna.',
    'Whoever proposed may not approve',
    'Ask two other members from two agencies to test and approve.',
  ),
  'policy-date-passed': problem(
    409,
    'Dagen har redan passerat',
    'Lägg fram ett nytt förslag som ska gälla från en senare tidpunkt.',
    'The time has already passed',
    'Make a new proposal that is to be active from a later time.',
  ),
  'policy-not-approved': problem(
    409,
    'Regelverket är inte godkänt av två verksamheter',
    'Det tas inte i bruk. Se efter vem som har godkänt och lägg fram ett nytt förslag.',
    'The rules are not approved by two agencies',
    'They do not become active. See who has approved, and make a new proposal.',
  ),
  'policy-not-due': problem(
    409,
    'Regelverket ska inte gälla ännu',
    'Slussen tar det i bruk av sig själv när tiden är inne.',
    'The rules are not to be active yet',
    'The gateway makes them active by itself when the time has come.',
  ),
  'policy-pack-refused': problem(
    400,
    'Regelverket går inte att läsa',
    'Pröva det med sluss policy test och lägg fram det igen.',
    'The rules cannot be read',
    'Test them with sluss policy test and propose them again.',
  ),
  'policy-set-active': problem(
    409,
    'Ett annat regelverk gäller nu än det som utgicks från',
    'Hämta listan över regelverk och jämför med det som gäller.',
    'Another policy set is active now than the one that was assumed',
    'Fetch the list of policy sets and compare with the active one.',
  ),
  'proposal-closed': problem(
    409,
    'Förslaget är återkallat eller passerat av ett senare',
    'Hämta listan över regelverk. Lägg vid behov fram ett nytt förslag.',
    'The proposal was withdrawn, or a later one has become active',
    'Fetch the list of policy sets. Make a new proposal if needed.',
  ),
  'proposal-unknown': problem(
    404,
    'Förslaget finns inte',
    'Hämta listan över regelverk och välj ett förslag ur den.',
    'There is no such proposal',
    'Fetch the list of policy sets and choose a proposal from it.',
  ),
} as const
