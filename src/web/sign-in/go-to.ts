/** Leaves this page for the identity provider's. Only to where a browser may be sent: the gateway says where, and could be mistaken. */
export function goTo(address: string): void {
  const { protocol } = new URL(address)
  if (protocol !== 'https:' && protocol !== 'http:') throw new TypeError('not a web address')
  location.assign(address)
}
