import { FieldError } from 'react-aria-components/FieldError'
import { Label } from 'react-aria-components/Label'
import { Radio } from 'react-aria-components/RadioGroup'
import { RadioGroup } from 'react-aria-components/RadioGroup'

interface RadioChoiceProps<T extends string> {
  readonly label: string
  readonly choices: readonly { readonly value: T; readonly text: string }[]
  readonly chosen: T | undefined
  readonly onChoose: (value: T) => void
  readonly id?: string
  /** What is wrong with the answer, or that there is none. */
  readonly fault?: string | undefined
}

/** One of a few answers, all of them in view. */
export function RadioChoice<T extends string>({
  label,
  choices,
  chosen,
  onChoose,
  id,
  fault,
}: RadioChoiceProps<T>) {
  return (
    <RadioGroup
      {...(id !== undefined && { id })}
      className="field choice"
      isInvalid={fault !== undefined}
      validationBehavior="aria"
      value={chosen ?? null}
      onChange={(value) => onChoose(value as T)}
    >
      <Label className="label">{label}</Label>
      <FieldError className="fault">{fault}</FieldError>
      {choices.map(({ value, text }) => (
        <Radio key={value} value={value} className="radio">
          {text}
        </Radio>
      ))}
    </RadioGroup>
  )
}
