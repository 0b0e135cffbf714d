import { Button as AriaButton } from 'react-aria-components/Button'
import type { ButtonProps as AriaButtonProps } from 'react-aria-components/Button'

interface ButtonProps extends Omit<AriaButtonProps, 'className'> {
  /** `main`: the one next step of a screen; `plain`: without a border. */
  readonly look?: 'main' | 'normal' | 'plain'
  /** What it does is under way: it does nothing more, and keeps the focus. */
  readonly isPending?: boolean
}

/** A button with words. */
export function Button({
  look = 'normal',
  isPending = false,
  onPress,
  type = 'button',
  ...rest
}: ButtonProps) {
  const className = `button ${look}`
  // The library's own `isPending` names the button to who hears it, twice, and leaves a name without its button behind.
  if (isPending) return <AriaButton {...rest} className={className} type="button" aria-disabled />
  return <AriaButton {...rest} className={className} type={type} {...(onPress && { onPress })} />
}
