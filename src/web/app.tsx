import { Route, Switch } from 'wouter'
import { ActingFunctionProvider } from './acting-function.tsx'
import { Frame } from './frame/frame.tsx'
import { KeysGate } from './keys/keys-gate.tsx'
import { NotFound } from './frame/not-found.tsx'
import { ROUTES } from './routes.tsx'
import { AssuranceGate } from './sign-in/assurance-gate.tsx'
import { Gate } from './sign-in/gate.tsx'

/** The whole page: the frame, and in it the screen that the address names. */
export function App() {
  return (
    <Gate>
      <ActingFunctionProvider>
        <Frame>
          <AssuranceGate>
            <KeysGate>
              <Switch>
                {ROUTES.map(({ path, Screen }) => (
                  <Route key={path} path={path}>
                    {(params) => <Screen params={params} />}
                  </Route>
                ))}
                <Route>
                  <NotFound />
                </Route>
              </Switch>
            </KeysGate>
          </AssuranceGate>
        </Frame>
      </ActingFunctionProvider>
    </Gate>
  )
}
