import { useTranslation } from 'react-i18next'
import { FieldError } from 'react-aria-components/FieldError'
import { Text } from 'react-aria-components/Text'
import { pointerOf, useForm } from './form-context.ts'

/** What is wrong with a field, in words. Undefined: nothing that may be told yet. */
export function useFault(id: string): string | undefined {
  const { t } = useTranslation('forms')
  const keyword = useForm().faults.get(pointerOf(id))
  if (keyword === undefined) return undefined
  return t(`faults.${isKnown(keyword) ? keyword : 'other'}`)
}

const KNOWN = [
  'required',
  'maxLength',
  'minimum',
  'maximum',
  'format',
  'type',
  'enum',
  'pattern',
  'x-not-before',
  'x-not-past',
  'x-same-as',
  'consent',
  'minItems',
] as const
type Known = (typeof KNOWN)[number]

function isKnown(keyword: string): keyword is Known {
  return (KNOWN as readonly string[]).includes(keyword)
}

/** Whether a field must be answered, as words: an asterisk tells few. */
export function useVoluntary(id: string): string {
  const { t } = useTranslation('forms')
  const isRequired = useForm().asked.get(pointerOf(id))?.isRequired ?? false
  return isRequired ? '' : ` ${t('voluntary')}`
}

/** The help and the fault of a field, tied to it for who listens. */
export function FieldNotes({
  help,
  fault,
}: {
  readonly help: string
  readonly fault: string | undefined
}) {
  return (
    <>
      {help !== '' && (
        <Text slot="description" className="help">
          {help}
        </Text>
      )}
      <FieldError className="fault">{fault}</FieldError>
    </>
  )
}
