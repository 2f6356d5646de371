import type { Language } from '#app/i18n/languages.ts'
import { useTexts } from '#app/i18n/use-texts.ts'
import { paths } from '#app/paths.ts'
import { PageHead } from '#app/ui/page-head.tsx'
import { ListRow, RowList } from '#app/ui/row-list.tsx'
import { StatusNote } from '#app/ui/status-note.tsx'
import type { DemoPeopleGroup } from '../demo-people.queries.server.ts'
import { ServiceSignIn } from '../parts/service-sign-in.tsx'

export type SignInState = {
  /** The page of the portal to go on to, and whether it is one that only its own reader sees. */
  to: string | null
  isPersonal: boolean
  isOut: boolean
  /** The name of who is signed in already. */
  as: string | null
  demo: ReadonlyArray<DemoPeopleGroup> | null
  /** The name of the sign-in service, when there is one. */
  service: string | null
}

/** Why one is here: signed out, sent from a page that is personal, or on the way back to where one was. */
function Why({ state, language }: { state: SignInState; language: Language }) {
  const t = useTexts('people')
  if (state.isOut && !state.as) {
    return (
      <StatusNote kind="ok" role="status">
        <p>{t('signIn.out')}</p>
        <p>
          <a href={paths.home(language)}>{t('common:error.home')}</a>
        </p>
      </StatusNote>
    )
  }
  if (!state.to || state.as) return null
  return (
    <StatusNote icon={state.isPersonal ? 'lock' : 'info'}>
      {state.isPersonal ? t('signIn.personal') : t('signIn.back')}
    </StatusNote>
  )
}

function SignedIn({ state, language, name }: { state: SignInState; language: Language; name: string }) {
  const t = useTexts('people')
  return (
    <section className="card signed-in" aria-labelledby="signed-in">
      <h2 id="signed-in">{t('signIn.already', { name })}</h2>
      <div className="chips">
        <a className="button" href={state.to ?? paths.account(language)}>
          {state.to ? t('signIn.goOn') : t('signIn.toAccount')}
        </a>
        <form method="post" action={paths.signOut()}>
          <button type="submit" className="button quiet">
            {t('common:accountMenu.signOut')}
          </button>
        </form>
      </div>
    </section>
  )
}

/** The people of the demo, one click each. One form, so that each of them costs a button only. */
function DemoPeople({
  groups,
  to,
  isSwitch,
}: {
  groups: ReadonlyArray<DemoPeopleGroup>
  to: string | null
  isSwitch: boolean
}) {
  const t = useTexts('people')
  return (
    <section className="demo" aria-labelledby="demo-people">
      <h2 id="demo-people">{isSwitch ? t('signIn.demoSwitch') : t('signIn.demoTitle')}</h2>
      <p>{t('signIn.demoLead')}</p>
      <form method="post" action={paths.demoSignIn()} className="demo-people">
        {to ? <input type="hidden" name="to" value={to} /> : null}
        {groups.map(({ group, people }) => (
          <section key={group} className="card" aria-labelledby={`demo-${group}`}>
            <h3 id={`demo-${group}`}>{t(`demoGroup.${group}`)}</h3>
            <RowList>
              {people.map(({ handle, name }) => (
                <ListRow
                  key={handle}
                  action={
                    <button type="submit" name="person" value={handle} className="button quiet small">
                      <span>
                        {t('signIn.button')}
                        <span className="unseen"> {t('signIn.asWhom', { name })}</span>
                      </span>
                    </button>
                  }
                >
                  <h4>{name}</h4>
                  <p>{t(`demo.${handle}.who`)}</p>
                  <p className="says">{t(`demo.${handle}.try`)}</p>
                </ListRow>
              ))}
            </RowList>
          </section>
        ))}
      </form>
    </section>
  )
}

/** The sign-in page: a university's own sign-in service, the people of the demo, or a sentence that there is neither. */
export function SignInPage({ state, language }: { state: SignInState; language: Language }) {
  const t = useTexts('people')
  return (
    <main className="wrap page" id="content">
      <PageHead title={t('signIn.title')} lead={state.as ? undefined : t('signIn.lead')} />
      <Why state={state} language={language} />
      {state.as ? <SignedIn state={state} language={language} name={state.as} /> : null}
      {state.service && !state.as ? <ServiceSignIn name={state.service} to={state.to} /> : null}
      {state.demo ? <DemoPeople groups={state.demo} to={state.to} isSwitch={state.as !== null} /> : null}
      {state.demo || state.service || state.as ? null : <StatusNote>{t('signIn.closed')}</StatusNote>}
    </main>
  )
}
