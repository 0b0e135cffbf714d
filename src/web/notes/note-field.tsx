import { Input } from 'react-aria-components/Input'
import { Label } from 'react-aria-components/Label'
import { Text } from 'react-aria-components/Text'
import { TextField } from 'react-aria-components/TextField'
import { LONGEST_NOTE } from '../../client/case-note.ts'

interface NoteFieldProps {
  readonly label: string
  readonly help?: string
  readonly kind?: 'text' | 'date' | 'datetime-local'
  readonly value: string
  readonly onChange: (value: string) => void
}

/** One line of a note. The browser is asked to remember nothing of it. */
export function NoteField({ label, help, kind = 'text', value, onChange }: NoteFieldProps) {
  return (
    <TextField
      className="field"
      value={value}
      onChange={onChange}
      type={kind}
      autoComplete="off"
      maxLength={LONGEST_NOTE}
    >
      <Label>{label}</Label>
      {help !== undefined && (
        <Text slot="description" className="help">
          {help}
        </Text>
      )}
      <Input spellCheck={false} />
    </TextField>
  )
}
