import { Component, useEffect, useRef } from 'react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '../parts/button.tsx'

interface FaultBoundaryProps {
  readonly children: ReactNode
  /** The address: another screen is another attempt. Undefined around the whole page, where only loading it anew is. */
  readonly at?: string
}

interface FaultBoundaryState {
  readonly isBroken: boolean
}

/**
 * A fault of ours in what it holds is told in its place, with a way out; what is around it goes on. Only a class can be one (react.dev,
 * "Catching rendering errors with an error boundary").
 */
export class FaultBoundary extends Component<FaultBoundaryProps, FaultBoundaryState> {
  override readonly state: FaultBoundaryState = { isBroken: false }

  static getDerivedStateFromError(): FaultBoundaryState {
    return { isBroken: true }
  }

  override componentDidUpdate(before: FaultBoundaryProps): void {
    if (this.state.isBroken && before.at !== this.props.at) this.setState({ isBroken: false })
  }

  override render(): ReactNode {
    if (!this.state.isBroken) return this.props.children
    if (this.props.at !== undefined) return <Broken onRetry={this.#retry} />
    return (
      <main className="content">
        <Broken isWhole onRetry={() => location.reload()} />
      </main>
    )
  }

  readonly #retry = (): void => this.setState({ isBroken: false })
}

interface BrokenProps {
  /** Nothing else is shown. */
  readonly isWhole?: boolean
  readonly onRetry: () => void
}

function Broken({ isWhole = false, onRetry }: BrokenProps) {
  const { t } = useTranslation('frame')
  const title = useRef<HTMLHeadingElement>(null)
  // What had the focus is gone.
  useEffect(() => title.current?.focus(), [])
  return (
    <div role="alert">
      <h1 ref={title} tabIndex={-1}>
        {t('brokenTitle')}
      </h1>
      <p>{t('broken')}</p>
      <div className="buttons">
        <Button look="main" onPress={onRetry}>
          {t('retry')}
        </Button>
      </div>
      <p>{t(isWhole ? 'brokenWhole' : 'brokenAgain')}</p>
    </div>
  )
}
