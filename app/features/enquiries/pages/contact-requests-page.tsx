import type { Language } from '#app/i18n/languages.ts'
import { useTexts } from '#app/i18n/use-texts.ts'
import { paths } from '#app/paths.ts'
import { PageHead } from '#app/ui/page-head.tsx'
import { ListRow, RowList } from '#app/ui/row-list.tsx'
import { StatusNote } from '#app/ui/status-note.tsx'
import type { ContactRow } from '../contact.queries.server.ts'

type Lists = { waiting: ContactRow[]; mine: ContactRow[] }

/** What waits for the career centre, and what one answered oneself: without a name until it is opened. */
export function ContactRequestsPage({
  lists,
  isDone,
  language,
}: {
  lists: Lists
  isDone: boolean
  language: Language
}) {
  const t = useTexts('enquiries')
  return (
    <main className="wrap page" id="content">
      <PageHead title={t('advice.title')} lead={t('advice.lead')} />
      {isDone ? (
        <StatusNote kind="ok" role="status">
          {t('advice.done')}
        </StatusNote>
      ) : null}
      <ContactList id="waiting" rows={lists.waiting} none={t('advice.none')} language={language} />
      <ContactList id="mine" rows={lists.mine} none={t('advice.noneMine')} language={language} />
    </main>
  )
}

function ContactList({
  id,
  rows,
  none,
  language,
}: {
  id: 'waiting' | 'mine'
  rows: ReadonlyArray<ContactRow>
  none: string
  language: Language
}) {
  const t = useTexts('enquiries')
  return (
    <section aria-labelledby={id}>
      <h2 id={id}>{t(`advice.${id}`)}</h2>
      {rows.length === 0 ? (
        <p className="nothing" data-icon="asked">
          {none}
        </p>
      ) : (
        <RowList isRuled>
          {rows.map((row) => (
            <ListRow key={row.id} icon="lock">
              <a href={paths.contactRequest(language, row.id)}>{t('advice.row', { date: row.sent })}</a>
            </ListRow>
          ))}
        </RowList>
      )}
    </section>
  )
}
