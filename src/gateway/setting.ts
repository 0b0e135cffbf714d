/** A setting of the gateway as an operator reads it; `npm start -- --help` prints the table. */
export interface Setting {
  readonly about: string
  /** What holds when the variable is not set. Without it the setting is needed, unless `optional`. */
  readonly default?: string
  readonly optional?: true
}

/** Every environment variable that the gateway reads. An unknown `SLUSS_…` variable stops the start: it may be a misspelt one. */
export const SETTINGS = {
  SLUSS_ORIGIN: {
    about:
      'Public address of this gateway, such as https://sluss.example.se. Names the log, and must be the audience of every token.',
  },
  SLUSS_HOST: {
    about: 'Address to listen on. Anything but loopback needs TLS or SLUSS_TRUSTED_PROXIES.',
    default: '127.0.0.1',
  },
  SLUSS_PORT: { about: 'Port to listen on.', default: '8080' },
  SLUSS_THREADS: {
    about:
      'Threads that serve, beside the one that writes the log; more than one needs Linux. Each takes 150 MiB and counts rates by itself.',
    default: '1',
  },
  SLUSS_TLS_CERT_FILE: {
    about: 'PEM certificate chain, when this process ends TLS itself. With SLUSS_TLS_KEY_FILE.',
    optional: true,
  },
  SLUSS_TLS_KEY_FILE: {
    about: 'PEM private key of the certificate, readable by this user only.',
    optional: true,
  },
  SLUSS_TRUSTED_PROXIES: {
    about:
      'Comma-separated addresses or networks of the proxy that ends TLS. Only from them is X-Forwarded-For believed.',
    optional: true,
  },
  SLUSS_ISSUERS_FILE: {
    about:
      'JSON list of the agencies’ identity providers: [{"issuer", "agency", "jwksUri", "algorithms": ["ES256" | "RS256" | "PS256" | "EdDSA"]}]. An issuer speaks only for its agency. Where people sign in with a browser also "signIn": {"clientId", "clientSecretFile"?, "origin"?}, and where some functions need a surer sign-in "assurance": {"default": [acr], "functions": {id: [acr]}}.',
  },
  SLUSS_PINS_FILE: {
    about:
      'JSON object: agency id → digest of its root number 1, compared by telephone with two of its custodians.',
  },
  SLUSS_NODE_KEY_FILE: {
    about:
      'File with the 32-byte seed (base64url) of the key that signs delivery receipts, mode 0600.',
  },
  SLUSS_LOG_KEY_FILE: {
    about:
      'File with the 32-byte seed (base64url) of the key that signs checkpoints, mode 0600. Another key than the node’s.',
  },
  SLUSS_RECORD_KEY_FILE: {
    about:
      'File with 32 random bytes (base64url) that hide in the records who acted, mode 0600. Keep a copy elsewhere, and never in the database: without it nobody can tell any more who read what.',
  },
  SLUSS_WITNESSES_FILE: {
    about:
      'Trust policy (c2sp.org/tlog-policy) with the witnesses that cosign the log, each with its address. Name each after the id of the agency that runs it. Start is refused when a witness has seen more of the log than the database holds.',
    optional: true,
  },
  SLUSS_WITNESS_PATIENCE: {
    about:
      'Seconds without a cosignature after which a witness counts as silent and an alarm is raised.',
    default: '60',
  },
  SLUSS_START_ALONE: {
    about:
      'yes: start although too few witnesses for the quorum answer, so that none can tell whether the database is an older copy. Otherwise the start is refused.',
    default: 'no',
  },
  SLUSS_STRICT_RELEASE: {
    about:
      'yes: parts that tell who or where a protected person is are handed out only when the sending agency’s witness has cosigned their opening. Needs SLUSS_WITNESSES_FILE with a witness or group for every agency.',
    default: 'no',
  },
  SLUSS_POLICIES_DIR: {
    about:
      'Folder with the policy pack that a new node begins with; every other goes on with the rules that its log says.',
    default: 'policies',
  },
  SLUSS_SCHEMAS_DIR: { about: 'Folder with the message types.', default: 'schemas/messages' },
  SLUSS_WEB_DIR: {
    about:
      'Folder with the web client that `npm run build:web` made. Without it the gateway has an interface for programs only.',
    optional: true,
  },
  DATABASE_URL: {
    about:
      'PostgreSQL 15 or later, as the application role. Start is refused if the role owns anything or is superuser.',
    optional: true,
  },
  DATABASE_OWNER_URL: {
    about:
      'The same database as its owner; used for migrations at start, then closed. Leave out to migrate elsewhere.',
    optional: true,
  },
  SLUSS_EMBEDDED_DATABASE: {
    about:
      'Folder for an embedded PostgreSQL, for trial and development, instead of DATABASE_URL. No backups are taken.',
    optional: true,
  },
  SLUSS_BODY_LIMIT: { about: 'Largest request body in bytes.', default: '16777216' },
  SLUSS_MEMBER_RATE: { about: 'Requests per minute and member.', default: '300' },
  SLUSS_ADDRESS_RATE: {
    about: 'Requests per minute and client address, tokens or not.',
    default: '3000',
  },
  SLUSS_CONTENT_DAYS: {
    about:
      'Days after which sealed content is deleted even if both sides have not registered it; else it goes 30 days after they have.',
    default: '365',
  },
  SLUSS_DETAIL_DAYS: {
    about:
      'Days for which the records can tell who acted, at least 365; then a pseudonym remains, and what members signed about disclosures goes with it: manifests, decisions, open requests, receipts. Verdicts of review, inquiries and declarations stay, and name who signed them.',
    default: '1826',
  },
  SLUSS_LOG_LEVEL: { about: 'fatal, error, warn, info, debug or silent.', default: 'info' },
} as const satisfies Record<string, Setting>

export type SettingName = keyof typeof SETTINGS

/** The table of settings as text, one per paragraph, for `--help`. */
export function describeSettings(): string {
  const rows: [string, Setting][] = Object.entries(SETTINGS)
  return rows
    .map(([name, { about, default: value, optional }]) => {
      const need = value === undefined ? (optional ? 'optional' : 'needed') : `default: ${value}`
      return `${name} (${need})\n    ${about}`
    })
    .join('\n')
}
