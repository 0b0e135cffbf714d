import { Label } from 'react-aria-components/Label'
import { Radio } from 'react-aria-components/RadioGroup'
import { RadioGroup } from 'react-aria-components/RadioGroup'

interface RadioChoiceProps<T extends string> {
  readonly label: string
  readonly choices: readonly { readonly value: T; readonly text: string }[]
  readonly chosen: T | undefined
  readonly onChoose: (value: T) => void
}

/** One of a few answers, all of them in view. */
export function RadioChoice<T extends string>({
  label,
  choices,
  chosen,
  onChoose,
}: RadioChoiceProps<T>) {
  return (
    <RadioGroup
      className="field choice"
      value={chosen ?? null}
      onChange={(value) => onChoose(value as T)}
    >
      <Label className="label">{label}</Label>
      {choices.map(({ value, text }) => (
        <Radio key={value} value={value} className="radio">
          {text}
        </Radio>
      ))}
    </RadioGroup>
  )
}
