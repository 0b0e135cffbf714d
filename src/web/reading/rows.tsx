import { useTranslation } from 'react-i18next'
import type { DocumentRow, DocumentSection } from '../../client/writing/document-rows.ts'
import type { Hit } from '../../client/guard/run-guard.ts'
import type { Language } from '../../protocol/statements/local-text.ts'
import { Button } from '../parts/button.tsx'
import { MarkedPieces } from '../parts/marked-pieces.tsx'
import { useLanguage } from '../use-language.ts'
import { useShown } from './use-shown.ts'
import { useWatermark } from './use-watermark.ts'
import type { Watermark } from './use-watermark.ts'

/** What the guard has marked, for who decides about it. */
export type Marks = readonly Pick<Hit, 'pointer' | 'start' | 'end'>[]

/** What leads to somebody is shown, and not printed (arrange.ts). */
type ShownRow = DocumentRow & { readonly isKeptBack?: boolean; readonly isGuarded?: boolean }

interface RowsProps {
  readonly rows: readonly ShownRow[]
  readonly marks?: Marks | undefined
  /** What leads to somebody is hidden until it is wanted. */
  readonly isGuarded?: boolean
}

/** Questions with their answers, in the order of the message type. */
export function Rows({ rows, marks = [], isGuarded = false }: RowsProps) {
  const language = useLanguage()
  return (
    <dl className="rows">
      {rows.map((row) => (
        <div key={row.pointer} className={classOf(row, language)}>
          <dt>{row.label[language]}</dt>
          {isGuarded && row.isGuarded === true ? (
            <GuardedValues row={row} marks={marks} />
          ) : (
            <Values row={row} marks={marks} />
          )}
        </div>
      ))}
    </dl>
  )
}

/** Characters of an answer that fits beside its question on a phone. */
const BRIEF = 22

function classOf({ isKeptBack, values }: ShownRow, language: Language): string {
  const isBrief = values.length === 1 && values[0]![language].length <= BRIEF
  return [...(isBrief ? ['brief'] : []), ...(isKeptBack === true ? ['no-print'] : [])].join(' ')
}

interface ValuesProps {
  readonly row: ShownRow
  readonly marks: Marks
  /** Of what is shown to this reader alone. */
  readonly watermark?: Watermark
}

function Values({ row: { pointer, values }, marks, watermark }: ValuesProps) {
  const language = useLanguage()
  return values.map((value, i) => (
    <dd key={i} {...watermark}>
      <bdi>
        <MarkedPieces
          text={value[language]}
          hits={marks.filter((hit) => [pointer, `${pointer}/${i}`].includes(hit.pointer))}
        />
      </bdi>
    </dd>
  ))
}

/** Where somebody is, or can be met: one click away, and hidden again after a minute. */
function GuardedValues({ row, marks }: ValuesProps) {
  const { t } = useTranslation('reading')
  const language = useLanguage()
  const { isShown, toggle } = useShown()
  const watermark = useWatermark(isShown)
  const of = row.label[language]
  return (
    <>
      {isShown && <Values row={row} marks={marks} watermark={watermark} />}
      <dd>
        <Button
          onPress={toggle}
          aria-expanded={isShown}
          aria-label={t(isShown ? 'hideOf' : 'showOf', { of })}
        >
          {t(isShown ? 'hide' : 'show')}
        </Button>
      </dd>
    </>
  )
}

interface SectionsProps {
  readonly sections: readonly DocumentSection[]
  /** The heading that they stand under: a section of the same name needs no other. */
  readonly under: string
  /** Said when there is nothing. */
  readonly empty?: string
  readonly marks?: Marks
  readonly isGuarded?: boolean
}

/** Sections of a document, each under its title. */
export function Sections({ sections, under, empty, marks, isGuarded }: SectionsProps) {
  const language = useLanguage()
  if (sections.length === 0) return empty === undefined ? null : <p>{empty}</p>
  return sections.map(({ title, rows }, i) => (
    <section key={i}>
      {title[language] !== under && (
        <h3>
          <bdi>{title[language]}</bdi>
        </h3>
      )}
      <Rows rows={rows} marks={marks} isGuarded={isGuarded ?? false} />
    </section>
  ))
}
