import { FieldError } from 'react-aria-components/FieldError'
import { Input } from 'react-aria-components/Input'
import { Label } from 'react-aria-components/Label'
import { Text } from 'react-aria-components/Text'
import { TextField } from 'react-aria-components/TextField'

interface LineFieldProps {
  readonly label: string
  readonly help?: string
  readonly fault?: string | undefined
  readonly value: string
  readonly onChange: (value: string) => void
  /** `new-password` and `current-password` are hidden while they are typed. */
  readonly autoComplete: 'off' | 'new-password' | 'current-password'
}

/** One line to type, with what is asked before it and what is wrong beside it. */
export function LineField({ label, help, fault, value, onChange, autoComplete }: LineFieldProps) {
  return (
    <TextField
      className="field"
      value={value}
      onChange={onChange}
      isInvalid={fault !== undefined}
      validationBehavior="aria"
      type={autoComplete === 'off' ? 'text' : 'password'}
      autoComplete={autoComplete}
    >
      <Label>{label}</Label>
      {help !== undefined && (
        <Text slot="description" className="help">
          {help}
        </Text>
      )}
      <FieldError className="fault">{fault}</FieldError>
      <Input spellCheck={false} autoCapitalize="off" />
    </TextField>
  )
}
