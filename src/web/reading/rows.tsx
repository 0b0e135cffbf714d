import type { DocumentRow, DocumentSection } from '../../client/writing/document-rows.ts'
import type { Hit } from '../../client/guard/run-guard.ts'
import { MarkedPieces } from '../parts/marked-pieces.tsx'
import { useLanguage } from '../use-language.ts'

/** What the guard has marked, for who decides about it. */
export type Marks = readonly Pick<Hit, 'pointer' | 'start' | 'end'>[]

/** What leads to somebody is shown, and not printed (arrange.ts). */
type ShownRow = DocumentRow & { readonly isKeptBack?: boolean }

interface RowsProps {
  readonly rows: readonly ShownRow[]
  readonly marks?: Marks | undefined
}

/** Questions with their answers, in the order of the message type. */
export function Rows({ rows, marks = [] }: RowsProps) {
  const language = useLanguage()
  return (
    <dl className="rows">
      {rows.map(({ pointer, label, values, isKeptBack = false }) => (
        <div key={pointer} className={isKeptBack ? 'no-print' : undefined}>
          <dt>{label[language]}</dt>
          {values.map((value, i) => (
            <dd key={i}>
              <bdi>
                <MarkedPieces
                  text={value[language]}
                  hits={marks.filter((hit) => [pointer, `${pointer}/${i}`].includes(hit.pointer))}
                />
              </bdi>
            </dd>
          ))}
        </div>
      ))}
    </dl>
  )
}

interface SectionsProps {
  readonly sections: readonly DocumentSection[]
  /** The heading that they stand under: a section of the same name needs no other. */
  readonly under: string
  /** Said when there is nothing. */
  readonly empty?: string
  readonly marks?: Marks
}

/** Sections of a document, each under its title. */
export function Sections({ sections, under, empty, marks }: SectionsProps) {
  const language = useLanguage()
  if (sections.length === 0) return empty === undefined ? null : <p>{empty}</p>
  return sections.map(({ title, rows }, i) => (
    <section key={i}>
      {title[language] !== under && (
        <h3>
          <bdi>{title[language]}</bdi>
        </h3>
      )}
      <Rows rows={rows} marks={marks} />
    </section>
  ))
}
