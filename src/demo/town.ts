import type { LocalText } from '../protocol/statements/local-text.ts'
import type { BodyType, FunctionRole, MemberRole } from '../protocol/vocabulary.ts'

/** A function of a made-up agency. */
export interface TownFunction {
  readonly slug: string
  readonly name: LocalText
  readonly roles: readonly FunctionRole[]
}

/** A made-up person, or a machine that acts on its own, and what it does where. */
export interface TownMember {
  /** Name of the person's key file, and `sub` at the identity provider. */
  readonly slug: string
  readonly name: string
  readonly assignments: readonly {
    readonly function: string
    readonly roles: readonly MemberRole[]
  }[]
}

/** A made-up agency. */
export interface TownAgency {
  readonly id: string
  readonly name: LocalText
  readonly bodyType: BodyType
  readonly functions: readonly TownFunction[]
  readonly members: readonly TownMember[]
  /** Who works there, but whom the custodians have not admitted yet. */
  readonly newcomers: readonly TownMember[]
}

/** The police area. Neither it nor the municipality exists. */
export const POLICE = {
  id: 'polisen-sydlanda',
  name: { sv: 'Polisen Sydlanda', en: 'Sydlanda Police' },
  bodyType: 'police',
  functions: [
    {
      slug: 'utredning',
      name: { sv: 'Utredning, våld i nära relation', en: 'Investigation, domestic violence' },
      roles: ['author', 'reader'],
    },
    {
      slug: 'drift',
      name: { sv: 'Avstämning och prov', en: 'Reconciliation and trials' },
      roles: ['author', 'reader'],
    },
    {
      slug: 'granskning',
      name: { sv: 'Granskning av loggen', en: 'Review of the record' },
      roles: ['reader'],
    },
  ],
  members: [
    {
      slug: 'klas',
      name: 'Klas Fiktivsson',
      assignments: [{ function: 'utredning', roles: ['author', 'reader', 'policy'] }],
    },
    {
      slug: 'drift',
      name: 'Automat för avstämning',
      assignments: [{ function: 'drift', roles: ['author', 'reader', 'registrar'] }],
    },
    {
      slug: 'kim',
      name: 'Kim Exempelgren',
      assignments: [{ function: 'granskning', roles: ['compliance'] }],
    },
  ],
  newcomers: [],
} as const satisfies TownAgency

/** The social board, with a function for victims and one that decides what the caseworkers may not decide alone. */
export const SOCIAL_BOARD = {
  id: 'latsasby-socialnamnd',
  name: { sv: 'Låtsasby socialnämnd', en: 'Låtsasby social board' },
  bodyType: 'social-board',
  functions: [
    {
      slug: 'vinr-mottagning',
      name: { sv: 'VINR-mottagning', en: 'Reception, domestic violence' },
      roles: ['author', 'reader'],
    },
    {
      slug: 'beslut',
      name: { sv: 'Beslut om utlämnande', en: 'Decisions on disclosure' },
      roles: ['reader', 'decision'],
    },
    {
      slug: 'drift',
      name: { sv: 'Avstämning och prov', en: 'Reconciliation and trials' },
      roles: ['author', 'reader'],
    },
    {
      slug: 'granskning',
      name: { sv: 'Granskning av loggen', en: 'Review of the record' },
      roles: ['reader'],
    },
  ],
  members: [
    {
      slug: 'ylva',
      name: 'Ylva Provtoft',
      assignments: [{ function: 'vinr-mottagning', roles: ['author', 'reader', 'policy'] }],
    },
    {
      slug: 'rut',
      name: 'Rut Demolin',
      assignments: [{ function: 'beslut', roles: ['reader', 'decision-maker', 'policy'] }],
    },
    {
      slug: 'drift',
      name: 'Automat för avstämning',
      assignments: [{ function: 'drift', roles: ['author', 'reader', 'registrar'] }],
    },
    {
      slug: 'nora',
      name: 'Nora Låtsasberg',
      assignments: [{ function: 'granskning', roles: ['compliance'] }],
    },
  ],
  newcomers: [
    {
      slug: 'siv',
      name: 'Siv Nyberg-Påhitt',
      assignments: [{ function: 'vinr-mottagning', roles: ['author', 'reader'] }],
    },
  ],
} as const satisfies TownAgency
