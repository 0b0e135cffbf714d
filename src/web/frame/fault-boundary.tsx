import { Component, useEffect, useRef } from 'react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '../parts/button.tsx'

interface FaultBoundaryProps {
  readonly children: ReactNode
  /** The address: another screen is another attempt. */
  readonly at?: string
  /** What "try again" does besides showing the same once more. */
  readonly onRetry?: () => void
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
    return this.state.isBroken ? <Broken onRetry={this.#retry} /> : this.props.children
  }

  readonly #retry = (): void => {
    this.props.onRetry?.()
    this.setState({ isBroken: false })
  }
}

function Broken({ onRetry }: { readonly onRetry: () => void }) {
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
      <p>{t('brokenAgain')}</p>
    </div>
  )
}
