import type { Language } from '#app/i18n/languages.ts'
import { useTexts } from '#app/i18n/use-texts.ts'
import { paths } from '#app/paths.ts'
import { HrMenu } from '#app/ui/hr-menu.tsx'
import { PageHead } from '#app/ui/page-head.tsx'
import { ListRow, RowList } from '#app/ui/row-list.tsx'
import type { HrStartData } from '../hr-start.queries.server.ts'
import { BeginLinks } from '../parts/begin-links.tsx'

/** The first page of HR: what needs somebody, the most urgent first, and the sessions of today and this week. */
export function HrPage({
  page,
  scopeNames,
  waiting,
  language,
}: {
  page: HrStartData
  language: Language
  /** How many requests and remarks wait. */
  waiting: number
  scopeNames: ReadonlyArray<string>
}) {
  const t = useTexts('hr')
  return (
    <main className="wrap page" id="content">
      <PageHead
        title={t('start.title')}
        lead={scopeNames.length === 0 ? t('start.leadAll') : t('start.lead', { units: scopeNames.join(', ') })}
        acts={<BeginLinks language={language} />}
      />
      <HrMenu language={language} waiting={waiting} />
      <section className="card" aria-labelledby="asks">
        <div className="section-head">
          <h2 id="asks">{t('start.asks')}</h2>
          {page.asks.length > 0 ? <p className="small">{t('start.urgentFirst')}</p> : null}
        </div>
        {page.asks.length > 0 ? (
          <RowList>
            {page.asks.map(({ key, icon, title, why, act, href, isUrgent }) => (
              <ListRow
                key={key}
                icon={icon}
                action={
                  <a className="button quiet small" href={href} aria-label={`${act}: ${title}`}>
                    {act}
                  </a>
                }
              >
                <h3>
                  <a href={href}>{title}</a>
                </h3>
                <p className={isUrgent ? 'asks' : 'small'}>{why}</p>
              </ListRow>
            ))}
          </RowList>
        ) : (
          <p data-icon="check">{t('start.nothing')}</p>
        )}
        {page.more > 0 ? (
          <p>
            <a href={paths.hrOffers(language)}>{t('start.more', { count: page.more })}</a>
          </p>
        ) : null}
      </section>
      <section className="card" aria-labelledby="week">
        <h2 id="week">{t('start.week')}</h2>
        {page.days.length === 0 ? <p>{t('start.noSessions')}</p> : null}
        {page.days.map(({ day, isToday, sessions }) => (
          <section key={day} aria-label={day} className="week-day">
            <h3>{isToday ? t('start.today', { day }) : day}</h3>
            <RowList>
              {sessions.map(({ id, title, when, place, places, href, listHref }) => (
                <ListRow key={id}>
                  <p>
                    <strong>{when}</strong> <a href={href}>{title}</a>
                  </p>
                  <p className="small">
                    {[place, places].filter(Boolean).join(' · ')}
                    {listHref ? (
                      <>
                        {' · '}
                        <a href={listHref} aria-label={t('start.whoComesTo', { title })}>
                          {t('start.whoComes')}
                        </a>
                      </>
                    ) : null}
                  </p>
                </ListRow>
              ))}
            </RowList>
          </section>
        ))}
      </section>
    </main>
  )
}
