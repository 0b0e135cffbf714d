import { Label } from 'react-aria-components/Label'
import { Radio as AriaRadio, RadioGroup } from 'react-aria-components/RadioGroup'
import { Text } from 'react-aria-components/Text'

interface ChoiceProps<V extends string> {
  readonly label: string
  readonly help?: string
  readonly value: V | null
  readonly answers: readonly { readonly value: V; readonly label: string }[]
  readonly onChange: (value: V) => void
}

/** One answer of a few. */
export function Choice<V extends string>({
  label,
  help,
  value,
  answers,
  onChange,
}: ChoiceProps<V>) {
  return (
    <RadioGroup className="field choice" value={value} onChange={(text) => onChange(text as V)}>
      <Label>{label}</Label>
      {help !== undefined && (
        <Text slot="description" className="help">
          {help}
        </Text>
      )}
      <div className="options">
        {answers.map((answer) => (
          <AriaRadio key={answer.value} value={answer.value} className="option">
            <span className="sign" aria-hidden="true" />
            {answer.label}
          </AriaRadio>
        ))}
      </div>
    </RadioGroup>
  )
}
