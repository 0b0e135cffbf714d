import type { DocumentRow, DocumentSection } from '../../client/writing/document-rows.ts'
import { useLanguage } from '../use-language.ts'

/** Questions with their answers, in the order of the message type. */
export function Rows({ rows }: { readonly rows: readonly DocumentRow[] }) {
  const language = useLanguage()
  return (
    <dl className="rows">
      {rows.map(({ pointer, label, values }) => (
        <div key={pointer}>
          <dt>{label[language]}</dt>
          {values.map((value, i) => (
            <dd key={i}>
              <bdi>{value[language]}</bdi>
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
}

/** Sections of a document, each under its title. */
export function Sections({ sections, under, empty }: SectionsProps) {
  const language = useLanguage()
  if (sections.length === 0) return empty === undefined ? null : <p>{empty}</p>
  return sections.map(({ title, rows }, i) => (
    <section key={i}>
      {title[language] !== under && (
        <h3>
          <bdi>{title[language]}</bdi>
        </h3>
      )}
      <Rows rows={rows} />
    </section>
  ))
}
