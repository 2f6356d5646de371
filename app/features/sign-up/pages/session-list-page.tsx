import type { Language } from '#app/i18n/languages.ts'
import { useTexts } from '#app/i18n/use-texts.ts'
import { paths } from '#app/paths.ts'
import { PageHead } from '#app/ui/page-head.tsx'
import { type Column, Table } from '#app/ui/table.tsx'
import type { SessionListData } from '../session-list.queries.server.ts'

/** Who comes to a session: for its organiser and its trainer. */
export function SessionListPage({ list, language }: { list: SessionListData; language: Language }) {
  const t = useTexts('sign-up')
  const hasSlots = list.rows.some(({ slot }) => slot !== '')
  const columns: Column[] = [
    t('list.name'),
    t('list.state'),
    ...(hasSlots ? [t('list.slot')] : []),
    t('list.asked'),
    ...list.questions,
  ]
  return (
    <main className="wrap page" id="content">
      <PageHead
        crumbs={{ label: t('crumb'), steps: [list.above] }}
        title={t('list.title')}
        lead={t('list.lead', { title: list.title, date: list.date })}
      />
      <p className="small" data-icon="people">
        {t('list.count', { placed: list.placed, listed: list.listed })}
      </p>
      {list.elsewhere > 0 ? <p className="small">{t('list.elsewhere', { count: list.elsewhere })}</p> : null}
      {list.rows.length === 0 ? (
        <p className="nothing" data-icon="people">
          {t('list.empty')}
        </p>
      ) : (
        <>
          <Table
            caption={t('list.title')}
            columns={columns}
            rows={list.rows.map((row) => ({
              key: row.id,
              cells: [
                row.name,
                t(`state.${row.state}`),
                ...(hasSlots ? [row.slot] : []),
                row.asked,
                ...row.answers.map((answer) => answer || '–'),
              ],
            }))}
          />
          <p className="small" data-icon="download">
            <a href={paths.sessionListFile(language, list.sessionId)} download>
              {t('list.csv')}
            </a>
          </p>
        </>
      )}
      <p className="small">{t('list.kept')}</p>
    </main>
  )
}
