import { useCallback, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { DocumentSection } from '../../client/writing/document-rows.ts'
import { useActingFunction } from '../acting-function.tsx'
import { sayTypeWithin, saySide } from '../message-words.ts'
import { Failure } from '../parts/failure.tsx'
import { Sections } from '../reading/rows.tsx'
import type { Marks } from '../reading/rows.tsx'
import { useAnswer } from '../use-answer.ts'
import { useLanguage } from '../use-language.ts'
import { useWorker } from '../use-worker.ts'
import type { HeldReading } from '../worker/methods/deciding.ts'
import { MarkedWords } from './marked-words.tsx'
import { Verdicts } from './verdicts.tsx'

/** A held message: the question that the law leaves open, what the author wrote, and what follows from yes and from no. */
export function HeldScreen({
  params: { id = '' },
}: {
  readonly params: Readonly<Record<string, string | undefined>>
}) {
  const { t } = useTranslation('deciding')
  const { functions, chosen } = useActingFunction()
  if (chosen === undefined) return <p>{functions === undefined ? t('loading') : t('locked')}</p>
  return <Held key={`${id} ${chosen.id}`} id={id} as={chosen.id} />
}

function Held({ id, as }: { readonly id: string; readonly as: string }) {
  const { t } = useTranslation('deciding')
  const language = useLanguage()
  const worker = useWorker()
  const { again, ...answer } = useAnswer(
    useCallback(() => worker.ask('deciding.open', { id, function: as }), [worker, id, as]),
  )
  // What was signed here, and where the message stands then: what was to be done before is told no more.
  const [state, setState] = useState<string>()
  const held = answer.value
  if (held === undefined)
    return answer.state === 'failed' ? (
      <Failure failure={answer.failure} onRetry={again} />
    ) : (
      <p>{t('loading')}</p>
    )
  const side = (of: string) => saySide(of, held.names, language)
  return (
    <article className="reading">
      <h1>
        <bdi>{t('heading', { type: sayTypeWithin(held.type, language) })}</bdi>{' '}
        <bdi>{held.case}</bdi>
      </h1>
      <p className="soft">
        <bdi>
          {t('fromTo', {
            from: side(held.from),
            to: held.to.map(side).join('; '),
            author: held.author,
          })}
        </bdi>
      </p>
      {held.differences.length > 0 && (
        <p className="notice acute" role="alert">
          {t('differs')}
        </p>
      )}
      <h2>{t('law')}</h2>
      {state === undefined && <Lines lines={held.summary[language]} />}
      <details>
        <summary>
          <h3>{t('reasons')}</h3>
        </summary>
        <Lines lines={held.explanation[language]} />
      </details>
      <h2>{t('motives')}</h2>
      {held.motives.length === 0 ? (
        <p>{t('noMotives')}</p>
      ) : (
        held.motives.map((motive, i) => (
          <blockquote key={i}>
            <bdi>{motive}</bdi>
          </blockquote>
        ))
      )}
      <MarkedWords held={held} />
      <Content held={held} />
      <Verdicts id={id} as={as} held={held} state={state} onSigned={setState} />
    </article>
  )
}

/** Lines of text; an empty one parts two paragraphs. */
function Lines({ lines }: { readonly lines: readonly string[] }) {
  const paragraphs = lines.join('\n').split('\n\n')
  return paragraphs.map((paragraph, i) => (
    <p key={i} className="lines">
      {paragraph}
    </p>
  ))
}

const PLACES = [
  'levels',
  'asked',
  'children',
  'facts',
  'assessment',
  'measures',
  'contact',
  'handling',
] as const

/** What a decision is about comes first and is open; of the rest only what the guard has marked. */
const FIRST: readonly string[] = ['levels', 'asked', 'children']

function Content({ held: { arrangement, hits } }: { readonly held: HeldReading }) {
  const { t } = useTranslation('deciding')
  return (
    <section>
      <h2>{t('content')}</h2>
      {PLACES.map((place) => {
        const sections = arrangement[place]
        if (sections.length === 0) return null
        const under = t(`places.${place}`)
        return (
          <details key={place} open={FIRST.includes(place) || isMarked(sections, hits)}>
            <summary>
              <h3>{under}</h3>
            </summary>
            <Sections sections={sections} under={under} marks={hits} />
          </details>
        )
      })}
    </section>
  )
}

/** Whether the guard has marked something in one of these sections. */
function isMarked(sections: readonly DocumentSection[], hits: Marks): boolean {
  const pointers = sections.flatMap(({ rows }) => rows.map(({ pointer }) => pointer))
  return hits.some((hit) =>
    pointers.some((pointer) => hit.pointer === pointer || hit.pointer.startsWith(`${pointer}/`)),
  )
}
