/** The settings are missing or contradict each other. The message is what the operator reads: a sentence per fault. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError'
  readonly code = 'settings-invalid'
}
