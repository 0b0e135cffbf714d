import type { WidgetProps } from '@rjsf/utils'
import { Input } from 'react-aria-components/Input'
import { Label } from 'react-aria-components/Label'
import { TextArea } from 'react-aria-components/TextArea'
import { TextField } from 'react-aria-components/TextField'
import { FieldNotes, useFault, useVoluntary } from './field-notes.tsx'
import { pointerOf, useForm } from './form-context.ts'
import { MarkList } from './mark-list.tsx'
import { MarkedText } from './marked-text.tsx'
import { fromLocal, toLocal } from './local-time.ts'

interface LineProps extends WidgetProps {
  readonly kind: 'text' | 'date' | 'datetime-local' | 'number'
  readonly shown: string
  readonly read: (text: string) => unknown
}

/** One line of some kind. An empty one is no answer. */
function Line({ id, label, schema, kind, shown, read, onChange }: LineProps) {
  const { leave } = useForm()
  const fault = useFault(id)
  const voluntary = useVoluntary(id)
  return (
    <TextField
      id={id}
      className={`field ${kind}`}
      value={shown}
      isInvalid={fault !== undefined}
      validationBehavior="aria"
      onChange={(text) => onChange(text === '' ? undefined : read(text))}
      onBlur={() => leave(pointerOf(id))}
      autoComplete="off"
    >
      <Label>
        {label}
        <span className="voluntary">{voluntary}</span>
      </Label>
      <FieldNotes help={schema.description ?? ''} fault={fault} />
      <Input
        {...(kind === 'number' ? { inputMode: 'numeric' as const } : { type: kind })}
        spellCheck={kind === 'text'}
      />
      {kind === 'text' && <MarkList pointer={pointerOf(id)} text={shown} onChange={onChange} />}
    </TextField>
  )
}

/** A short text. */
export function TextWidget(props: WidgetProps) {
  return <Line {...props} kind="text" shown={asText(props.value)} read={(text) => text} />
}

/** A whole number; what is none stays as it was typed, and is told. */
export function NumberWidget(props: WidgetProps) {
  const read = (text: string) => (/^\d{1,9}$/.test(text.trim()) ? Number(text) : text)
  return <Line {...props} kind="number" shown={asText(props.value)} read={read} />
}

/** A day. */
export function DateWidget(props: WidgetProps) {
  return <Line {...props} kind="date" shown={asText(props.value)} read={(text) => text} />
}

/** A moment: chosen by the clock on the wall, kept as the protocol has it. */
export function DateTimeWidget(props: WidgetProps) {
  return (
    <Line {...props} kind="datetime-local" shown={toLocal(asText(props.value))} read={fromLocal} />
  )
}

/** A text of several lines, in which the guard’s marks are seen where they stand. */
export function LongTextWidget({ id, label, schema, value, onChange }: WidgetProps) {
  const { leave } = useForm()
  const fault = useFault(id)
  const voluntary = useVoluntary(id)
  const text = asText(value)
  const pointer = pointerOf(id)
  return (
    <TextField
      id={id}
      className="field long"
      value={text}
      isInvalid={fault !== undefined}
      validationBehavior="aria"
      onChange={(typed) => onChange(typed === '' ? undefined : typed)}
      onBlur={() => leave(pointer)}
    >
      <Label>
        {label}
        <span className="voluntary">{voluntary}</span>
      </Label>
      <FieldNotes help={schema.description ?? ''} fault={fault} />
      <MarkedText pointer={pointer} text={text}>
        <TextArea rows={3} />
      </MarkedText>
      <MarkList pointer={pointer} text={text} onChange={onChange} />
    </TextField>
  )
}

/** Several short texts, one on each line. */
export function LinesWidget({ id, label, schema, value, onChange }: WidgetProps) {
  const { leave } = useForm()
  const fault = useFault(id)
  const voluntary = useVoluntary(id)
  const lines = Array.isArray(value) ? value.map(asText) : []
  return (
    <TextField
      id={id}
      className="field lines"
      value={lines.join('\n')}
      isInvalid={fault !== undefined}
      validationBehavior="aria"
      onChange={(typed) => onChange(typed === '' ? undefined : typed.split('\n'))}
      onBlur={() => leave(pointerOf(id))}
    >
      <Label>
        {label}
        <span className="voluntary">{voluntary}</span>
      </Label>
      <FieldNotes help={schema.description ?? ''} fault={fault} />
      <TextArea rows={2} />
      {lines.map((line, i) => (
        <MarkList
          key={i}
          pointer={`${pointerOf(id)}/${i}`}
          text={line}
          onChange={(next) => onChange(lines.with(i, asText(next)))}
        />
      ))}
    </TextField>
  )
}

function asText(value: unknown): string {
  return value === undefined || value === null ? '' : String(value)
}
