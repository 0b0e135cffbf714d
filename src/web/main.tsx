import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { webClientOf } from '../protocol/client-program.ts'
import { App } from './app.tsx'
import { startCryptoWorker } from './crypto-worker.ts'
import { FaultBoundary } from './frame/fault-boundary.tsx'
import { startTheme } from './theme.ts'
import { WorkerContext } from './use-worker.ts'
import { startWords } from './words/index.ts'

startTheme()
// Loaded beside the page: both are needed before the first screen says anything.
const worker = startCryptoWorker(webClientOf(import.meta.url))
await startWords()

createRoot(document.getElementById('app')!).render(
  <StrictMode>
    <WorkerContext value={worker}>
      <FaultBoundary>
        <App />
      </FaultBoundary>
    </WorkerContext>
  </StrictMode>,
)
