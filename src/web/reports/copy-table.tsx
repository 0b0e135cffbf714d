import type { ExportTable } from '../../client/export/table.ts'
import { useLanguage } from '../use-language.ts'

/** The rows of an extract; on a narrow screen each row says what its cells are. */
export function CopyTable({ table: { title, columns, rows } }: { readonly table: ExportTable }) {
  const language = useLanguage()
  return (
    <table className="copy">
      <caption className="hidden">{title[language]}</caption>
      <thead>
        <tr>
          {columns.map((column) => (
            <th key={column.name} scope="col">
              {column.title[language]}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row, i) => (
          <tr key={i}>
            {columns.map(({ name, title: column }, j) => (
              <td key={name}>
                <span className="cell-title" aria-hidden="true">
                  {column[language]}
                </span>
                <bdi>{row[j]}</bdi>
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}
