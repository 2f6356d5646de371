import type { Language } from '#app/i18n/languages.ts'
import { useTexts } from '#app/i18n/use-texts.ts'
import { paths } from '#app/paths.ts'
import { Crumbs } from '#app/ui/crumbs.tsx'
import type { ShownEvent, Somebody } from '../describe-event.server.ts'
import type { AuditPageData } from '../view-audit-log.server.ts'
import { AuditFilters } from './audit-filters.tsx'

function Person({ person }: { person: Somebody }) {
  const t = useTexts('audit')
  return (
    <a href={person.href}>
      {person.name}
      <span className="unseen">{`, ${t('list.everything')}`}</span>
    </a>
  )
}

/** What stands above a cell on a phone, where the heads of the columns are not seen. */
function Label({ text }: { text: string }) {
  return (
    <span className="audit-label" aria-hidden="true">
      {text}
    </span>
  )
}

function AboutWhom({ event }: { event: ShownEvent }) {
  const t = useTexts('audit')
  if (event.about && event.about !== 'self') return <Person person={event.about} />
  return <span>{event.about === 'self' ? t('list.self') : event.object}</span>
}

function Event({ event }: { event: ShownEvent }) {
  const t = useTexts('audit')
  return (
    <tr>
      <td className="audit-when">
        <time dateTime={event.at}>{event.moment}</time>
      </td>
      <td>
        <Person person={event.who} /> {event.what}
        {event.details ? `: ${event.details}` : null}
        {event.isRefused ? <strong className="audit-refused">{t('list.refused')}</strong> : null}
      </td>
      <td>
        <Label text={t('list.about')} />
        <AboutWhom event={event} />
      </td>
      <td>
        <Label text={t('list.why')} />
        {event.ground}
        {event.reason === null ? null : (
          <p className="audit-reason">
            {t('list.reason')} {event.reason}
          </p>
        )}
        {event.isForgotten ? <p className="audit-reason">{t('list.forgotten')}</p> : null}
      </td>
    </tr>
  )
}

function Nothing({ page }: { page: AuditPageData }) {
  const t = useTexts('audit')
  const why = page.problem ? 'problem' : page.isFiltered || page.newest ? 'filtered' : 'any'
  return (
    <div className="note" data-icon={page.problem ? 'warning' : 'empty'}>
      <div>
        <h2>{t('empty.title')}</h2>
        <p>{t(`empty.${why}`)}</p>
      </div>
    </div>
  )
}

/** The audit log for administrators: to be read, page by page from the newest on, and never to be changed. */
export function AuditPage({ page, language }: { page: AuditPageData; language: Language }) {
  const t = useTexts('audit')
  return (
    <main className="wrap page audit" id="content">
      <Crumbs label={t('crumbs')} steps={[{ href: paths.admin(language), text: t('desk') }]} />
      <h1>{t('title')}</h1>
      <p className="lead">{t('lead')}</p>
      <AuditFilters page={page} language={language} />
      {page.events.length === 0 ? (
        <Nothing page={page} />
      ) : (
        <>
          <p className="small">{t('list.zone')}</p>
          <table className="audit-list">
            <caption className="unseen">{t('list.caption')}</caption>
            <thead>
              <tr>
                {(['when', 'what', 'about', 'why'] as const).map((column) => (
                  <th key={column} scope="col">
                    {t(`list.${column}`)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {page.events.map((event) => (
                <Event key={event.seq} event={event} />
              ))}
            </tbody>
          </table>
        </>
      )}
      {page.older || page.newest ? (
        <nav className="pages" aria-label={t('pages.label')}>
          {page.newest ? (
            <a className="button quiet" href={page.newest} rel="first" data-icon="previous">
              {t('pages.newest')}
            </a>
          ) : (
            <span />
          )}
          {page.older ? (
            <a className="button quiet after" href={page.older} rel="next" data-icon="next">
              {t('pages.older')}
            </a>
          ) : null}
        </nav>
      ) : null}
    </main>
  )
}
