import type { LocalText } from '../../protocol/statements/local-text.ts'

/** One column of an exported table. */
export interface ExportColumn {
  /** Its name in JSON Lines: stable, in English. */
  readonly name: string
  readonly title: LocalText
}

/** A value of a table: text as it is shown, or a number. Null is nothing. */
export type ExportValue = string | number | null

/** A table as it is exported: the same rows in every format. */
export interface ExportTable {
  readonly title: LocalText
  readonly columns: readonly ExportColumn[]
  readonly rows: readonly (readonly ExportValue[])[]
  /** Paragraphs that belong to it, such as what is withheld and on which ground. */
  readonly notes: readonly LocalText[]
}
