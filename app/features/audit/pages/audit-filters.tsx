import type { Language } from '#app/i18n/languages.ts'
import { useTexts } from '#app/i18n/use-texts.ts'
import { paths } from '#app/paths.ts'
import type { AuditChoice, AuditPageData } from '../view-audit-log.server.ts'

function Options({ choices }: { choices: ReadonlyArray<AuditChoice> }) {
  return (
    <>
      {choices.map(({ value, text }) => (
        <option key={value} value={value}>
          {text}
        </option>
      ))}
    </>
  )
}

function Day({ name, page }: { name: 'from' | 'until'; page: AuditPageData }) {
  const t = useTexts('audit')
  const isWrong =
    name === 'from' ? page.problem === 'wrong-from' : page.problem !== null && page.problem !== 'wrong-from'
  return (
    <div className="field">
      <label htmlFor={name}>{t(`filters.${name}`)}</label>
      {isWrong && page.problem ? (
        <p className="problem" id={`${name}-problem`} role="alert" data-icon="warning">
          {t(`problem.${page.problem}`)}
        </p>
      ) : null}
      <input
        // What is no date would vanish from a field for dates.
        type={isWrong && page.problem !== 'until-before-from' ? 'text' : 'date'}
        id={name}
        name={name}
        defaultValue={page.chosen[name]}
        aria-invalid={isWrong || undefined}
        aria-describedby={isWrong ? `${name}-problem` : undefined}
      />
    </div>
  )
}

/** What one can choose from the log: a plain form whose choices stand in the address, as ids and dates. */
export function AuditFilters({ page, language }: { page: AuditPageData; language: Language }) {
  const t = useTexts('audit')
  const { chosen } = page
  return (
    <details className="audit-filters card" open={page.isFiltered}>
      <summary data-icon="filters">{t('filters.legend')}</summary>
      <form method="get" action={paths.auditLog(language)} noValidate>
        <div className="audit-fields">
          <div className="field">
            <label htmlFor="action">{t('filters.action')}</label>
            <select id="action" name="action" defaultValue={chosen.action}>
              <option value="">{t('filters.anyAction')}</option>
              <Options choices={page.actions} />
            </select>
          </div>
          <div className="field">
            <label htmlFor="person">{t('filters.person')}</label>
            <select id="person" name="person" defaultValue={chosen.person} aria-describedby="person-hint">
              <option value="">{t('filters.anyPerson')}</option>
              <optgroup label={t('filters.people')}>
                <Options choices={page.people} />
              </optgroup>
              <optgroup label={t('filters.systems')}>
                <Options choices={page.systems} />
              </optgroup>
            </select>
          </div>
          <Day name="from" page={page} />
          <Day name="until" page={page} />
          <div className="field">
            <label htmlFor="result">{t('filters.result')}</label>
            <select id="result" name="result" defaultValue={chosen.result}>
              <option value="">{t('filters.anyResult')}</option>
              <option value="done">{t('filters.done')}</option>
              <option value="refused">{t('filters.refused')}</option>
            </select>
          </div>
        </div>
        <p className="hint" id="person-hint">
          {t('filters.personHint')}
        </p>
        <p className="row audit-buttons">
          <button type="submit" className="button">
            {t('filters.show')}
          </button>
          {page.isFiltered ? (
            <a className="linklike" href={paths.auditLog(language)}>
              {t('filters.clear')}
            </a>
          ) : null}
        </p>
      </form>
    </details>
  )
}
