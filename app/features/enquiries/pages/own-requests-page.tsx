import type { Language } from '#app/i18n/languages.ts'
import { useTexts } from '#app/i18n/use-texts.ts'
import { paths } from '#app/paths.ts'
import { PageHead } from '#app/ui/page-head.tsx'
import { ListRow, RowList } from '#app/ui/row-list.tsx'
import { StatusNote } from '#app/ui/status-note.tsx'
import type { OwnRequestRow } from '../own-requests.queries.server.ts'

export const OWN_NEWS = ['sent', 'asked', 'withdrawn', 'erasing', 'closed', 'more'] as const
export type OwnNews = (typeof OWN_NEWS)[number]

/** What an address says was just done; nothing for anything else. */
export function readOwnNews(said: string | null): OwnNews | null {
  return OWN_NEWS.find((one) => one === said) ?? null
}

/** All that somebody asked. Of what is confidential the list says that it is there. */
export function OwnRequestsPage({
  rows,
  news,
  language,
}: {
  rows: ReadonlyArray<OwnRequestRow>
  news: OwnNews | null
  language: Language
}) {
  const t = useTexts('enquiries')
  return (
    <main className="wrap page" id="content">
      <PageHead
        crumbs={{
          label: t('common:accountMenu.label'),
          steps: [{ href: paths.account(language), text: t('common:accountMenu.account') }],
        }}
        title={t('own.title')}
        lead={t('own.lead')}
      />
      {news ? (
        <StatusNote kind="ok" role="status">
          {t(`own.done.${news}`)}
        </StatusNote>
      ) : null}
      {rows.length === 0 ? (
        <>
          <p className="nothing" data-icon="asked">
            {t('own.none')}
          </p>
          <p>
            <a href={paths.catalogue(language)}>{t('own.toCatalogue')}</a>
          </p>
        </>
      ) : (
        <RowList isRuled>
          {rows.map((row) => (
            <ListRow key={row.id} icon={row.title === null ? 'lock' : 'mail'} isPast={row.until !== null}>
              <h2>
                <a href={paths.ownRequest(language, row.id)}>{row.title ?? t('own.inConfidence')}</a>
              </h2>
              <p>
                {t(`state.${row.state}`)}. {t('own.sent', { date: row.sent })}{' '}
                {row.until ? t('own.wiped', { date: row.until }) : null}
              </p>
            </ListRow>
          ))}
        </RowList>
      )}
    </main>
  )
}
