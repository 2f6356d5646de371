import { UNIT_ROLES } from '#app/access/vocabulary.ts'
import { useTexts } from '#app/i18n/use-texts.ts'
import { ListRow, RowList } from '#app/ui/row-list.tsx'
import type { AffiliationRow, RoleRow } from '../account.queries.server.ts'

/** Where somebody works, as what, and who their line manager is: with the words that this gives the manager no right. */
export function Affiliations({ rows }: { rows: ReadonlyArray<AffiliationRow> }) {
  const t = useTexts('people')
  if (rows.length === 0) return <p>{t('account.noWork')}</p>
  return (
    <RowList>
      {rows.map((row) => (
        <ListRow key={`${row.unit} ${row.since}`}>
          <h3>{row.unit}</h3>
          <p>
            {[
              t(`staffCategory.${row.staffCategory}`),
              ...(row.careerStage ? [t(`careerStage.${row.careerStage}`)] : []),
            ].join(' · ')}
          </p>
          <p>
            {row.until
              ? t('account.fromUntil', { since: row.since, until: row.until })
              : t('account.since', { since: row.since })}
          </p>
          {row.manager ? <p>{t('account.manager', { name: row.manager })}</p> : null}
        </ListRow>
      ))}
    </RowList>
  )
}

function Place({ row }: { row: RoleRow }) {
  const t = useTexts('people')
  if (row.places) return <p>{t('account.places', { places: row.places })}</p>
  return (UNIT_ROLES as ReadonlyArray<string>).includes(row.role) ? <p>{t('account.everywhere')}</p> : null
}

/** The roles that hold now, for which units, until when, and in plain words what each lets one see. */
export function Roles({ rows }: { rows: ReadonlyArray<RoleRow> }) {
  const t = useTexts('people')
  return (
    <RowList>
      {rows.map((row) => (
        <ListRow key={`${row.role} ${row.until} ${row.places}`}>
          <h3>{t(`role.${row.role}`)}</h3>
          <Place row={row} />
          <p>{row.until ? t('account.until', { date: row.until }) : t('account.noEnd')}</p>
          <p className="says">{t(`roleSees.${row.role}`)}</p>
          {row.isWaiting ? <p className="says">{t('account.waiting')}</p> : null}
        </ListRow>
      ))}
    </RowList>
  )
}
