/**
 * The driver's and the system's words for a database that is not there, and the server's SQLSTATE for one that takes no
 * (more) connections or is going down or coming up (PostgreSQL manual, appendix A: 53300, class 57P).
 */
const ABSENT = /^(CONNECT|ECONN|ENOENT|ENOTFOUND|EAI_|EHOST|ENET|EPIPE|ETIMEDOUT|53300|57P)/

/** Whether an error says that the database cannot be reached, and not that it refuses what was asked. */
export function isAbsent(error: unknown): boolean {
  return error instanceof Error && 'code' in error && ABSENT.test(String(error.code))
}
