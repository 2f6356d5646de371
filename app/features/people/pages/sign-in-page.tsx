import { useTexts } from '#app/i18n/use-texts.ts'
import { paths } from '#app/paths.ts'
import type { DemoPersonCard } from '../demo-people.queries.server.ts'
import { ServiceSignIn } from '../parts/service-sign-in.tsx'

export type SignInState = {
  to: string | null
  isOut: boolean
  demo: ReadonlyArray<DemoPersonCard> | null
  /** The name of the sign-in service, when there is one. */
  service: string | null
}

/** The door: the people of the demo, one click each. */
export function SignInPage({ state }: { state: SignInState }) {
  const t = useTexts('people')
  return (
    <main className="wrap page" id="content">
      <h1>{t('signIn.title')}</h1>
      {state.isOut ? (
        <p className="note ok" data-icon="check" role="status">
          {t('signIn.out')}
        </p>
      ) : null}
      <p className="lead">{state.to ? t('signIn.first') : t('signIn.lead')}</p>
      {state.service ? <ServiceSignIn name={state.service} to={state.to} /> : null}
      {state.demo ? (
        <section aria-labelledby="demo-people">
          <h2 id="demo-people">{t('signIn.demoTitle')}</h2>
          <p>{t('signIn.demoLead')}</p>
          <ul className="plain demo-people">
            {state.demo.map(({ handle, name }) => (
              <li key={handle} className="card">
                <h3>{name}</h3>
                <p>{t(`demo.${handle}.who`)}</p>
                <p>{t(`demo.${handle}.try`)}</p>
                <form method="post" action={paths.demoSignIn()}>
                  <input type="hidden" name="person" value={handle} />
                  {state.to ? <input type="hidden" name="to" value={state.to} /> : null}
                  <button type="submit" className="button quiet">
                    {t('signIn.as', { name })}
                  </button>
                </form>
              </li>
            ))}
          </ul>
        </section>
      ) : null}
      {state.demo || state.service ? null : <p>{t('signIn.closed')}</p>}
    </main>
  )
}
