import type { Language } from '#app/i18n/languages.ts'
import { useTexts } from '#app/i18n/use-texts.ts'
import { paths } from '#app/paths.ts'
import { PageHead } from '#app/ui/page-head.tsx'
import { ListRow, RowList } from '#app/ui/row-list.tsx'
import type { OwnSignUpRow } from '../own-sign-ups.queries.server.ts'

/** Everything somebody signed up for. */
export function OwnSignUpsPage({ rows, language }: { rows: ReadonlyArray<OwnSignUpRow>; language: Language }) {
  const t = useTexts('sign-up')
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
      {rows.length === 0 ? (
        <>
          <p className="nothing" data-icon="calendar">
            {t('own.empty')}
          </p>
          <p>
            <a href={paths.catalogue(language)}>{t('own.find')}</a>
          </p>
        </>
      ) : (
        <RowList isRuled>
          {rows.map((row) => (
            <ListRow key={row.id} icon={row.isOffered ? 'waiting' : 'calendar'} isPast={row.isPast}>
              <h2>
                <a href={row.href}>{row.title}</a>
              </h2>
              <p>{row.when}</p>
              <p className={row.isOffered ? 'asks' : undefined}>{row.state}</p>
            </ListRow>
          ))}
        </RowList>
      )}
    </main>
  )
}
