/** Whether a host name or address is this machine's own, reached by nobody else (RFC 6890 §2.2.2, RFC 6761 §6.3). */
export function isLoopback(host: string): boolean {
  return (
    host === 'localhost' || host === '::1' || host === '[::1]' || /^127(\.\d{1,3}){3}$/.test(host)
  )
}
