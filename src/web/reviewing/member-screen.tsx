import { useCallback } from 'react'
import { useTranslation } from 'react-i18next'
import type { ScreenProps } from '../screen.ts'
import { useAnswer } from '../use-answer.ts'
import { useWorker } from '../use-worker.ts'
import { Loaded } from './loaded.tsx'
import { ReviewPage } from './review-page.tsx'
import { TakeTimeline } from './take-timeline.tsx'
import { Timeline } from './timeline.tsx'

/** All that one member did, once a second person has approved the inquiry. */
export function MemberScreen({ params: { inquiry } }: ScreenProps) {
  const { t } = useTranslation('oversight')
  return (
    <ReviewPage title={t('memberTitle')} intro={t('memberIntro')}>
      {(as) => <MemberTimeline of={inquiry!} as={as} />}
    </ReviewPage>
  )
}

function MemberTimeline({ of, as }: { readonly of: string; readonly as: string }) {
  const { t } = useTranslation('oversight')
  const worker = useWorker()
  const answer = useAnswer(
    useCallback(() => worker.ask('oversight.member', { inquiry: of }), [worker, of]),
  )
  return (
    <Loaded answer={answer}>
      {(timeline) => (
        <>
          <p>
            <strong>
              <bdi>{timeline.member ?? t('memberErased')}</bdi>
            </strong>
          </p>
          <Timeline timeline={timeline} ofMember />
          <TakeTimeline of={of} as={as} />
        </>
      )}
    </Loaded>
  )
}
