import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { GroundAnswers, Suggestion } from '../../client/writing/ask-grounds.ts'
import type { QuestionList } from '../../policy/asking/questions.ts'
import type { WorkerFailure } from '../crypto-worker.ts'
import { Button } from '../parts/button.tsx'
import { Failure } from '../parts/failure.tsx'
import { failureOf } from '../use-answer.ts'
import { useWorker } from '../use-worker.ts'
import { ConfirmedGrounds } from './confirmed-grounds.tsx'
import { GroundQuestions } from './ground-questions.tsx'
import { HarmTests } from './harm-tests.tsx'
import { LawQuestions } from './law-questions.tsx'
import type { DeskPart } from './shared-props.ts'
import { SuggestedGrounds } from './suggested-grounds.tsx'

const NO_ANSWERS: GroundAnswers = { facts: {}, consents: {} }

/** The ground helper: questions, a suggestion, and what the author has confirmed of it. */
export function Grounds(props: DeskPart) {
  const { sheet, checked, onChange } = props
  const { t } = useTranslation('writing')
  const worker = useWorker()
  const [list, setList] = useState<QuestionList>()
  const [answers, setAnswers] = useState(NO_ANSWERS)
  const [suggestion, setSuggestion] = useState<Suggestion>()
  const [failure, setFailure] = useState<WorkerFailure>()
  const isReady = sheet.to.length > 0 && (checked.check?.parts.length ?? 0) > 0
  const fail = (error: unknown) => setFailure(failureOf(error))
  const ask = () => {
    setFailure(undefined)
    setSuggestion(undefined)
    worker.ask('writing.questions', { sheet }).then(setList, fail)
  }
  const suggest = () => {
    setFailure(undefined)
    worker.ask('writing.suggest', { sheet, answers }).then((found) => {
      setSuggestion(found)
      onChange({ facts: found.facts })
    }, fail)
  }
  return (
    <section className="section grounds">
      <h2>{t('ground')}</h2>
      <p className="help">{isReady ? t('groundHelp') : t('groundNeeds')}</p>
      {failure && <Failure failure={failure} />}
      <ConfirmedGrounds {...props} />
      {isReady && list === undefined && <Button onPress={ask}>{t('groundAsk')}</Button>}
      {list?.questions.length === 0 && <p>{t('groundNone')}</p>}
      {list !== undefined && list.questions.length > 0 && (
        <>
          <GroundQuestions list={list} answers={answers} onChange={setAnswers} />
          <Button onPress={suggest}>{t('groundSuggest')}</Button>
        </>
      )}
      {suggestion && (
        <SuggestedGrounds
          suggestion={suggestion}
          checked={checked}
          onConfirm={(grounds) => {
            onChange({ grounds: [...sheet.grounds, ...grounds] })
            setSuggestion(undefined)
            setList(undefined)
          }}
        />
      )}
      <LawQuestions {...props} />
      <HarmTests {...props} />
    </section>
  )
}
