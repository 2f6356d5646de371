import type { ReactNode } from 'react'
import { LANGUAGES, type Language } from '#app/i18n/languages.ts'
import { useTexts } from '#app/i18n/use-texts.ts'
import { paths } from '#app/paths.ts'
import type { FormAnswer } from '#app/platform/http/form/form-answer.ts'
import { formState } from '#app/platform/http/form/form-state.ts'
import { DescriptionList } from '#app/ui/description-list.tsx'
import { PageHead } from '#app/ui/page-head.tsx'
import { StatusNote, TitledNote } from '#app/ui/status-note.tsx'
import type { AccountPageData } from '../account.queries.server.ts'
import { Affiliations, Roles } from '../parts/account-roles.tsx'
import { SignIns } from '../parts/account-sign-ins.tsx'
import { WaitingRoles } from '../parts/waiting-roles.tsx'

const NEWS = ['language', 'ended', 'others'] as const
/** What was just done on this page, as its address says. */
export type AccountNews = (typeof NEWS)[number]

export function readAccountNews(done: string | null): AccountNews | null {
  return NEWS.find((one) => one === done) ?? null
}

function Part({ id, title, children }: { id: string; title: string; children: ReactNode }) {
  return (
    <section className="card" aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      {children}
    </section>
  )
}

function Profile({ page }: { page: AccountPageData }) {
  const t = useTexts('people')
  return (
    <Part id="profile" title={t('account.profile')}>
      <DescriptionList
        items={[
          { name: t('account.name'), value: page.name },
          { name: t('account.email'), value: page.email ?? t('account.noEmail') },
        ]}
      />
      <p className="small">
        {t(`account.source.${page.source}`)}{' '}
        {t(page.affiliations.length > 0 ? 'account.correct.inside' : 'account.correct.outside')}
      </p>
    </Part>
  )
}

function LanguageChoice({ page, language }: { page: AccountPageData; language: Language }) {
  const t = useTexts('people')
  return (
    <Part id="language" title={t('account.language')}>
      <form method="post" action={paths.account(language)} className="stack">
        <input type="hidden" name="intent" value="change-language" />
        <fieldset className="choices beside">
          <legend>{t('account.languageLabel')}</legend>
          {LANGUAGES.map((one) => (
            <label key={one} lang={one}>
              <input type="radio" name="language" value={one} defaultChecked={one === page.language} />
              {t(`common:language.${one}`)}
            </label>
          ))}
        </fieldset>
        <p className="small">{t('account.languageHint')}</p>
        <button type="submit" className="button quiet small">
          {t('account.languageSave')}
        </button>
      </form>
    </Part>
  )
}

function WhoSees({ page, language }: { page: AccountPageData; language: Language }) {
  const t = useTexts('people')
  return (
    <TitledNote id="who-sees" title={t('account.whoSees')} icon="lock">
      <p>{t('account.seenBy')}</p>
      <p>{t('account.kept')}</p>
      <p>{t('account.keptSignIns', { hours: page.longestHours })}</p>
      <p>
        <a href={paths.guide(language, 'privacy')}>{t('account.privacy')}</a>
      </p>
    </TitledNote>
  )
}

/** "My account": who I am here, what my roles let me see, where I am signed in, and who sees all this. */
export function AccountPage({
  page,
  requestsHref,
  signUpsHref,
  language,
  news,
  refused,
}: {
  page: AccountPageData
  /** Where the own questions are; null where there are none. */
  requestsHref: string | null
  signUpsHref: string | null
  language: Language
  news: AccountNews | null
  refused: FormAnswer<never> | null
}) {
  const t = useTexts('people')
  const form = formState(refused, {
    id: 'account',
    words: (problem) => problem,
    general: { 'bad-form': t('account.problem.unreadable') },
  })
  return (
    <main className="wrap page" id="content">
      <PageHead title={t('account.title')} lead={t('account.lead')} />
      {form.isRefused ? (
        <StatusNote kind="danger" role="alert">
          {form.problems[0]?.text}
        </StatusNote>
      ) : news ? (
        <StatusNote kind="ok" role="status">
          {t(`account.done.${news}`)}
        </StatusNote>
      ) : null}
      <div className="my-columns">
        <Profile page={page} />
        <WhoSees page={page} language={language} />
        <div>
          <Part id="work" title={t('account.work')}>
            <Affiliations rows={page.affiliations} />
          </Part>
          <Part id="roles" title={t('account.roles')}>
            <Roles rows={page.roles} />
            <WaitingRoles
              roles={page.roles.filter(({ isWaiting }) => isWaiting).map(({ role }) => role)}
              language={language}
            />
          </Part>
          <LanguageChoice page={page} language={language} />
        </div>
        <div>
          <Part id="sign-ins" title={t('account.signIns')}>
            <SignIns page={page} language={language} />
          </Part>
          {signUpsHref ? (
            <Part id="sign-ups" title={t('account.signUps')}>
              <p>{t('account.signUpsText')}</p>
              <p>
                <a className="button quiet small" href={signUpsHref}>
                  {t('account.signUpsLink')}
                </a>
              </p>
            </Part>
          ) : null}
          {requestsHref ? (
            <Part id="requests" title={t('account.requests')}>
              <p>{t('account.requestsText')}</p>
              <p>
                <a className="button quiet small" href={requestsHref}>
                  {t('account.requestsLink')}
                </a>
              </p>
            </Part>
          ) : null}
          <Part id="needs" title={t('account.needs')}>
            <p>{t('account.needsText')}</p>
            <p>
              <a className="button quiet small" href={paths.accessNeeds(language)}>
                {t('account.needsLink')}
              </a>
            </p>
          </Part>
        </div>
      </div>
    </main>
  )
}
