import { Link } from 'wouter'
import type { ThreadMessage } from '../../client/work.ts'

interface MessageLinkProps {
  readonly message: Pick<ThreadMessage, 'id' | 'state' | 'from' | 'to' | 'decisionFunction'>
  /** The member's functions. */
  readonly own: readonly string[]
  /** What the message is called. */
  readonly children: string
}

/** A message's name, and the way to where the member does something with it: reading for a receiver, deciding for who decides. */
export function MessageLink({ message, own, children }: MessageLinkProps) {
  const href = hrefOf(message, own)
  const name = <bdi>{children}</bdi>
  return href === undefined ? name : <Link href={href}>{name}</Link>
}

function hrefOf(
  { id, state, from, to, decisionFunction = from.function }: MessageLinkProps['message'],
  own: readonly string[],
): string | undefined {
  if (state === 'held') return own.includes(decisionFunction) ? `/decide/${id}` : undefined
  return to.some((one) => own.includes(one)) ? `/message/${id}` : undefined
}
