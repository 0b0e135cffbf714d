import { Button as AriaButton } from 'react-aria-components/Button'
import type { ButtonProps as AriaButtonProps } from 'react-aria-components/Button'

interface ButtonProps extends Omit<AriaButtonProps, 'className'> {
  /** `main`: the one next step of a screen; `plain`: without a border. */
  readonly look?: 'main' | 'normal' | 'plain'
}

/** A button with words. */
export function Button({ look = 'normal', ...rest }: ButtonProps) {
  return <AriaButton {...rest} className={`button ${look}`} />
}
