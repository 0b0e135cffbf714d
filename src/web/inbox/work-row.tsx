import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import { dueAt } from '../../client/waits-for.ts'
import type { WorkHeading, WorkItem } from '../../client/work.ts'
import { sayState } from '../case/say-state.ts'
import { sayAgency, sayType, saySide } from '../message-words.ts'
import { Deadline } from '../parts/deadline.tsx'
import { useLanguage } from '../use-language.ts'
import { sayMoment } from '../words/moments.ts'
import type { Names } from '../worker/names.ts'

interface WorkRowProps {
  readonly heading: WorkHeading
  readonly item: WorkItem
  readonly names: Names
  readonly now: number
}

/** One thing that waits: one link, nothing of what is in it. What is said in it is one sentence for whoever hears it. */
export function WorkRow({ heading, item, names, now }: WorkRowProps) {
  const { t } = useTranslation('inbox')
  const language = useLanguage()
  const { urgency, type, from, to } = item
  const isOut = heading === 'waiting' || item.state === 'refused'
  const side = isOut
    ? to.map((id) => saySide(id, names, language)).join(' · ')
    : sayAgency(from.agency, names, language)
  return (
    <li className={urgency === 'acute' && heading !== 'waiting' ? 'row acute' : 'row'}>
      <Link href={isOut ? `/case/${item.case}` : `/message/${item.id}`}>
        <span className="urgency">
          {urgency === 'acute' && <strong>{t('acute')}</strong>}
          {urgency === 'priority' && t('priority')}
        </span>
        <span className="reference">
          <bdi>{item.case}</bdi>
        </span>
        <span className="what">
          <strong>
            <bdi>{sayType(type, language)}</bdi>
          </strong>
          <bdi className="side">{side}</bdi>
        </span>
        <span className="when">
          <Status heading={heading} item={item} names={names} now={now} />
        </span>
        <span className="due">
          <Due heading={heading} item={item} now={now} />
        </span>
      </Link>
    </li>
  )
}

function Status({ heading, item, names, now }: WorkRowProps) {
  const { t } = useTranslation('inbox')
  const language = useLanguage()
  const came = sayMoment(Date.parse(item.releasedAt ?? item.at), now, language)
  if (item.isSaidTaken) return <strong>{t('saidTaken')}</strong>
  if (heading === 'unowned' && item.state === 'released') return t('came', { moment: came })
  if (heading === 'ours' && item.state === 'released') return <Owner item={item} names={names} />
  return <SayState item={item} names={names} now={now} />
}

function Owner({ item: { owner }, names }: Pick<WorkRowProps, 'item' | 'names'>) {
  const { t } = useTranslation('inbox')
  if (owner === undefined) return null
  if (owner === names.me) return t('mine')
  return <bdi>{Object.hasOwn(names.members, owner) ? names.members[owner] : owner}</bdi>
}

function SayState({ item, names, now }: Omit<WorkRowProps, 'heading'>) {
  const { t } = useTranslation('case')
  const language = useLanguage()
  return <bdi>{sayState(item, { t, names, now, language })}</bdi>
}

/** Until when: only while somebody still has to do something. */
function Due({ heading, item, now }: Omit<WorkRowProps, 'names'>) {
  if (item.state !== 'released') return null
  if (item.progress.some(({ answered }) => answered !== undefined)) return null
  const by = heading === 'ours' ? item.respondBy : dueAt(item)
  return by === undefined ? null : <Deadline at={by} now={now} isInList />
}
