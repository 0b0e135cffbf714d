import type { WidgetProps } from '@rjsf/utils'
import { Checkbox } from 'react-aria-components/Checkbox'
import { CheckboxGroup } from 'react-aria-components/CheckboxGroup'
import { Label } from 'react-aria-components/Label'
import { Radio } from 'react-aria-components/RadioGroup'
import { RadioGroup } from 'react-aria-components/RadioGroup'
import { useTranslation } from 'react-i18next'
import { FieldNotes, useFault, useVoluntary } from './field-notes.tsx'
import type { FormAnswer } from './form-schema.ts'
import { pointerOf, useForm } from './form-context.ts'

/** The answers of a field that are open now; another answer may have closed some. */
function useAnswers({ id, options }: WidgetProps): readonly FormAnswer[] {
  const all = (options['answers'] ?? []) as readonly FormAnswer[]
  const open = useForm().asked.get(pointerOf(id))?.answers
  return open === undefined ? all : all.filter(({ value }) => open.includes(value))
}

/** One of a few. */
export function ChoiceWidget(props: WidgetProps) {
  const { id, label, schema, value, onChange } = props
  const { leave } = useForm()
  const fault = useFault(id)
  const voluntary = useVoluntary(id)
  const answers = useAnswers(props)
  return (
    <RadioGroup
      id={id}
      className="field choice"
      value={value === undefined ? null : String(value)}
      isInvalid={fault !== undefined}
      validationBehavior="aria"
      onChange={(text) => {
        onChange(answers.find((one) => String(one.value) === text)?.value)
        leave(pointerOf(id))
      }}
    >
      <Label>
        {label}
        <span className="voluntary">{voluntary}</span>
      </Label>
      <FieldNotes help={schema.description ?? ''} fault={fault} />
      <div className="options">
        {answers.map(({ value: one, label: words }) => (
          <Radio key={String(one)} value={String(one)} className="option">
            <span className="sign" aria-hidden="true" />
            {words}
          </Radio>
        ))}
      </div>
    </RadioGroup>
  )
}

/** One of many: the browser’s own list, which every helper of the user knows. */
export function PickWidget(props: WidgetProps) {
  const { id, label, schema, value, onChange } = props
  const { t } = useTranslation('forms')
  const { leave } = useForm()
  const fault = useFault(id)
  const voluntary = useVoluntary(id)
  const answers = useAnswers(props)
  const notes = `${id}-notes`
  return (
    <div className="field pick">
      <label htmlFor={id}>
        {label}
        <span className="voluntary">{voluntary}</span>
      </label>
      <div id={notes}>
        {schema.description && <span className="help">{schema.description}</span>}
        {fault && <span className="fault">{fault}</span>}
      </div>
      <select
        id={id}
        value={value === undefined ? '' : String(value)}
        aria-describedby={notes}
        aria-invalid={fault !== undefined}
        onChange={({ target }) =>
          onChange(answers.find((one) => String(one.value) === target.value)?.value)
        }
        onBlur={() => leave(pointerOf(id))}
      >
        <option value="">{t('pick')}</option>
        {answers.map(({ value: one, label: words }) => (
          <option key={String(one)} value={String(one)}>
            {words}
          </option>
        ))}
      </select>
    </div>
  )
}

/** Several of some. */
export function ChoicesWidget(props: WidgetProps) {
  const { id, label, schema, value, onChange } = props
  const { leave } = useForm()
  const fault = useFault(id)
  const voluntary = useVoluntary(id)
  const answers = useAnswers(props)
  const chosen = Array.isArray(value) ? value.map(String) : []
  return (
    <CheckboxGroup
      id={id}
      className="field choice"
      value={chosen}
      isInvalid={fault !== undefined}
      validationBehavior="aria"
      onChange={(texts) => {
        const next = answers.filter((one) => texts.includes(String(one.value)))
        onChange(next.length === 0 ? undefined : next.map((one) => one.value))
        leave(pointerOf(id))
      }}
    >
      <Label>
        {label}
        <span className="voluntary">{voluntary}</span>
      </Label>
      <FieldNotes help={schema.description ?? ''} fault={fault} />
      <div className="options">
        {answers.map(({ value: one, label: words }) => (
          <Checkbox key={String(one)} value={String(one)} className="option square">
            <span className="sign" aria-hidden="true" />
            {words}
          </Checkbox>
        ))}
      </div>
    </CheckboxGroup>
  )
}
