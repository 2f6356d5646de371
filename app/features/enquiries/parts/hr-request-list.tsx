import type { Language } from '#app/i18n/languages.ts'
import { useTexts } from '#app/i18n/use-texts.ts'
import { paths } from '#app/paths.ts'
import { ListRow, RowList } from '#app/ui/row-list.tsx'
import type { HrRequestRow } from '../hr-requests.queries.server.ts'

/** The questions that a publisher may answer, those that wait first. */
export function HrRequestList({ rows, language }: { rows: ReadonlyArray<HrRequestRow>; language: Language }) {
  const t = useTexts('enquiries')
  return (
    <section className="card" aria-labelledby="questions">
      <h2 id="questions">{t('hr.questions')}</h2>
      {rows.length === 0 ? (
        <p className="nothing" data-icon="asked">
          {t('hr.none')}
        </p>
      ) : (
        <RowList>
          {rows.map((row) => (
            <ListRow key={row.id} icon="mail" isPast={row.state !== 'open'}>
              <h3>
                <a href={paths.hrRequest(language, row.id)}>{row.title}</a>
              </h3>
              <p>
                {t('hr.from', { name: row.asker, date: row.sent })}. {t(`state.${row.state}`)}.
              </p>
            </ListRow>
          ))}
        </RowList>
      )}
    </section>
  )
}
