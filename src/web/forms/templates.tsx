import type {
  ArrayFieldItemTemplateProps,
  ArrayFieldTemplateProps,
  FieldTemplateProps,
  ObjectFieldTemplateProps,
  RJSFSchema,
} from '@rjsf/utils'
import { useTranslation } from 'react-i18next'
import { Button } from '../parts/button.tsx'
import { fieldId, useForm } from './form-context.ts'
import { Section } from './section.tsx'

type Path = readonly (string | number)[]

function pointerAt({ path }: { readonly path: Path }): string {
  return path.map((step) => `/${step}`).join('')
}

/** A field is there if it is asked now, and its section was chosen. Its label is the widget’s. */
export function FieldTemplate({ fieldPathId, children, label, schema }: FieldTemplateProps) {
  const { asked, sections } = useForm()
  const { path } = fieldPathId
  const name = String(path[0])
  if (path.length === 0) return children
  if (!asked.has(pointerAt(fieldPathId))) return null
  if (path.length > 1) return children
  return (
    <Section name={name} title={label} help={schema.description ?? ''} isField={isField(schema)}>
      {sections.has(name) ? children : null}
    </Section>
  )
}

/** Whether a section is one field, whose name and help are its own. */
function isField({ type, items }: RJSFSchema): boolean {
  const isList = type === 'array' && (items as RJSFSchema | undefined)?.type === 'object'
  return type !== 'object' && !isList
}

/** What belongs together. The sections of the document have their heading where they are chosen. */
export function ObjectFieldTemplate({
  title,
  description,
  properties,
  fieldPathId,
}: ObjectFieldTemplateProps) {
  const content = properties.map((property) => property.content)
  const depth = fieldPathId.path.length
  const isItem = typeof fieldPathId.path.at(-1) === 'number'
  if (depth <= 1 || isItem) return <>{content}</>
  return (
    <fieldset className="together" id={fieldPathId.$id}>
      <legend>{title}</legend>
      {description && <p className="help">{description}</p>}
      {content}
    </fieldset>
  )
}

/** A list of persons or things. */
export function ArrayFieldTemplate({
  title,
  items,
  canAdd,
  onAddClick,
  fieldPathId,
  schema,
}: ArrayFieldTemplateProps) {
  const { t } = useTranslation('forms')
  const fault = useForm().faults.get(pointerAt(fieldPathId))
  const item = (schema.items as { readonly title?: string } | undefined)?.title ?? title
  return (
    <div className="list" id={fieldId(pointerAt(fieldPathId))} tabIndex={-1}>
      {fault !== undefined && <p className="fault">{t('faults.required')}</p>}
      {items}
      {canAdd && (
        <Button onPress={() => onAddClick()}>{t('add', { item: item.toLowerCase() })}</Button>
      )}
    </div>
  )
}

/** One of them. */
export function ArrayFieldItemTemplate({
  children,
  index,
  buttonsProps,
  schema,
}: ArrayFieldItemTemplateProps) {
  const { t } = useTranslation('forms')
  const { title = '' } = schema
  return (
    <fieldset className="together">
      <legend>
        {title} {index + 1}
      </legend>
      {children}
      {buttonsProps.hasRemove && (
        <Button look="plain" onPress={() => buttonsProps.onRemoveItem()}>
          {t('removeItem', { item: `${title.toLowerCase()} ${index + 1}` })}
        </Button>
      )}
    </fieldset>
  )
}
