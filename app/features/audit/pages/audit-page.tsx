import type { Language } from '#app/i18n/languages.ts'
import { useTexts } from '#app/i18n/use-texts.ts'
import { paths } from '#app/paths.ts'
import { AdminMenu } from '#app/ui/admin-menu.tsx'
import { PageHead } from '#app/ui/page-head.tsx'
import { StatusNote } from '#app/ui/status-note.tsx'
import { Table } from '#app/ui/table.tsx'
import type { ShownEvent, Somebody } from '../describe-event.server.ts'
import type { AuditPageData } from '../view-audit-log.server.ts'
import { AuditFilters } from './audit-filters.tsx'

function Person({ person }: { person: Somebody }) {
  const t = useTexts('audit')
  if (person.href === null) return <span>{person.name}</span>
  return (
    <a href={person.href}>
      {person.name}
      <span className="unseen">{`, ${t('list.everything')}`}</span>
    </a>
  )
}

function AboutWhom({ event }: { event: ShownEvent }) {
  const t = useTexts('audit')
  if (event.about && event.about !== 'self') return <Person person={event.about} />
  return <span>{event.about === 'self' ? t('list.self') : event.object}</span>
}

function What({ event }: { event: ShownEvent }) {
  const t = useTexts('audit')
  return (
    <>
      <Person person={event.who} /> {event.what}
      {event.details ? `: ${event.details}` : null}
      {event.isRefused ? <strong className="audit-refused">{t('list.refused')}</strong> : null}
    </>
  )
}

function Why({ event }: { event: ShownEvent }) {
  const t = useTexts('audit')
  return (
    <>
      {event.ground}
      {event.reason === null ? null : (
        <p className="audit-reason">
          {t('list.reason')} {event.reason}
        </p>
      )}
      {event.isForgotten ? <p className="audit-reason">{t('list.forgotten')}</p> : null}
    </>
  )
}

function cellsOf(event: ShownEvent) {
  return [
    <time key="when" dateTime={event.at}>
      {event.moment}
    </time>,
    <What key="what" event={event} />,
    <AboutWhom key="about" event={event} />,
    <Why key="why" event={event} />,
  ]
}

function Nothing({ page }: { page: AuditPageData }) {
  const t = useTexts('audit')
  const why = page.problem ? 'problem' : page.isFiltered || page.newest ? 'filtered' : 'any'
  return (
    <StatusNote icon={page.problem ? 'warning' : 'empty'}>
      <h2>{t('empty.title')}</h2>
      <p>{t(`empty.${why}`)}</p>
    </StatusNote>
  )
}

/** The audit log for administrators: to be read, page by page from the newest on, and never to be changed. */
export function AuditPage({ page, language }: { page: AuditPageData; language: Language }) {
  const t = useTexts('audit')
  return (
    <main className="wrap page audit" id="content">
      <PageHead
        crumbs={{ label: t('crumbs'), steps: [{ href: paths.admin(language), text: t('desk') }] }}
        title={t('title')}
        lead={t('lead')}
      />
      <AdminMenu language={language} />
      <AuditFilters page={page} language={language} />
      {page.events.length === 0 ? (
        <Nothing page={page} />
      ) : (
        <>
          <p className="small">{t('list.zone')}</p>
          <Table
            caption={t('list.caption')}
            columns={[t('list.when'), t('list.what'), t('list.about'), t('list.why')]}
            rows={page.events.map((event) => ({ key: event.key, cells: cellsOf(event) }))}
          />
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
