import Form from '@rjsf/core/lib/components/Form.js'
import { useMemo } from 'react'
import type { JsonObject } from '../../protocol/json.ts'
import { useLanguage } from '../use-language.ts'
import { ChoicesWidget, ChoiceWidget, PickWidget } from './choice-widgets.tsx'
import { FormContext, ID_PREFIX } from './form-context.ts'
import type { FormKnowledge } from './form-context.ts'
import { formSchema } from './form-schema.ts'
import {
  ArrayFieldItemTemplate,
  ArrayFieldTemplate,
  FieldTemplate,
  ObjectFieldTemplate,
} from './templates.tsx'
import {
  DateTimeWidget,
  DateWidget,
  LinesWidget,
  LongTextWidget,
  NumberWidget,
  TextWidget,
} from './text-widgets.tsx'
import { formValidator } from './validator.ts'

const WIDGETS = {
  choice: ChoiceWidget,
  choices: ChoicesWidget,
  date: DateWidget,
  'date-time': DateTimeWidget,
  lines: LinesWidget,
  'long-text': LongTextWidget,
  number: NumberWidget,
  pick: PickWidget,
  text: TextWidget,
}
const TEMPLATES = { FieldTemplate, ObjectFieldTemplate, ArrayFieldTemplate, ArrayFieldItemTemplate }
/** Nothing is answered before somebody has. */
const NO_DEFAULTS = {
  arrayMinItems: { populate: 'never' },
  emptyObjectFields: 'skipDefaults',
  constAsDefaults: 'never',
} as const

interface DocumentFormProps {
  readonly schema: JsonObject
  readonly document: JsonObject
  readonly knowledge: FormKnowledge
  readonly onChange: (document: JsonObject) => void
}

/** The form of any message type, made from its schema. */
export function DocumentForm({ schema, document, knowledge, onChange }: DocumentFormProps) {
  const language = useLanguage()
  const form = useMemo(() => formSchema(schema, language), [schema, language])
  return (
    <FormContext value={knowledge}>
      <Form
        tagName="div"
        idPrefix={ID_PREFIX}
        idSeparator="/"
        schema={form.schema}
        uiSchema={form.uiSchema}
        formData={document}
        widgets={WIDGETS}
        templates={TEMPLATES}
        validator={formValidator}
        experimental_defaultFormStateBehavior={NO_DEFAULTS}
        noHtml5Validate
        noValidate
        showErrorList={false}
        onChange={({ formData }) => onChange(formData as JsonObject)}
      >
        <></>
      </Form>
    </FormContext>
  )
}
