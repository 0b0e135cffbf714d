import { useCallback, useMemo, useState } from 'react'
import { askedIn } from '../../client/writing/asked.ts'
import type { Hit } from '../../client/guard/run-guard.ts'
import { moveWords, placesFor } from '../../client/writing/move-words.ts'
import type { Sheet } from '../../client/writing/sheet.ts'
import { titleAt } from '../../client/writing/title-at.ts'
import { valueAt } from '../../protocol/json-pointer.ts'
import type { FormKnowledge } from '../forms/form-context.ts'
import type { WritingForm } from '../worker/methods/writing.ts'
import type { Checked } from './use-check.ts'

/** What the fields of the form are told, and what they may ask for. `showAll` tells every fault, also of fields that nobody has been at. */
export function useKnowledge(
  sheet: Sheet,
  { schema, categories, places }: WritingForm,
  { check, of }: Checked,
  setSheet: (change: (before: Sheet) => Sheet) => void,
): { readonly knowledge: FormKnowledge; readonly showAll: () => void } {
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set())
  const [isAll, setIsAll] = useState(false)
  const asked = useMemo(() => askedIn(schema, sheet.document), [schema, sheet.document])
  const leave = useCallback((pointer: string) => {
    setLeft((before) => (before.has(pointer) ? before : new Set(before).add(pointer)))
  }, [])
  const toggle = useCallback(
    (name: string, isOn: boolean) =>
      setSheet((before) => ({
        ...before,
        sections: isOn
          ? [...before.sections, name]
          : before.sections.filter((section) => section !== name),
      })),
    [setSheet],
  )
  const move = useCallback(
    (hit: Hit, place: string) => {
      const section = place.split('/')[1]!
      setSheet((before) => ({
        ...before,
        document: moveWords(before.document, hit, place),
        sections: [...new Set([...before.sections, section])],
      }))
    },
    [setSheet],
  )
  const { document } = sheet
  const knowledge = useMemo((): FormKnowledge => {
    const required = Object.keys(schema['properties'] as object).filter(
      (name) => asked.get(`/${name}`)?.isRequired,
    )
    const isProtected = check?.isProtected ?? false
    const told = (check?.missing ?? []).filter(({ place }) => isAll || left.has(place))
    return {
      asked,
      faults: new Map(told.map(({ place, rule }) => [place, rule])),
      hitsIn: (pointer, text) =>
        of !== undefined && valueAt(of.document, pointer) === text
          ? (check?.hits ?? []).filter((hit) => hit.pointer === pointer)
          : [],
      placesOf: (hit) =>
        placesFor(hit, { places, schema, document, isProtected }).map(({ pointer }) => ({
          pointer,
          title: titleAt(schema, pointer)!,
        })),
      move,
      isProtected,
      sections: new Set([...required, ...sheet.sections]),
      required: new Set(required),
      categories,
      leave,
      toggle,
    }
  }, [
    asked,
    check,
    of,
    isAll,
    left,
    leave,
    toggle,
    move,
    schema,
    document,
    places,
    categories,
    sheet.sections,
  ])
  return { knowledge, showAll: useCallback(() => setIsAll(true), []) }
}
