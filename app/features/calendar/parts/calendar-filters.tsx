import type { Language } from '#app/i18n/languages.ts'
import { useTexts } from '#app/i18n/use-texts.ts'
import { paths } from '#app/paths.ts'
import type { CalendarPageData } from '../calendar.queries.server.ts'

/** Kinds to switch on and off, what is chosen besides, and the way to all filters. */
export function QuickFilters({ data }: { data: CalendarPageData }) {
  const t = useTexts('calendar')
  return (
    <ul className="plain chips" aria-label={t('quick')}>
      {data.quick.map(({ label, href, on }) => (
        <li key={label}>
          <a className={on ? 'chip chosen' : 'chip'} href={href} aria-current={on || undefined} rel="nofollow">
            {label}
          </a>
        </li>
      ))}
      {data.q ? (
        <li>
          <span className="chip chosen">{t('wordsChip', { q: data.q })}</span>
        </li>
      ) : null}
      {data.chips.map(({ label, facetLabel, href }) => (
        <li key={href}>
          <a
            className="chip on"
            href={href}
            data-icon="close"
            rel="nofollow"
            aria-label={t('remove', { facet: facetLabel, value: label })}
          >
            {label}
          </a>
        </li>
      ))}
      <li>
        <a className="chip" href={data.hrefs.filters} data-icon="filters" rel="nofollow">
          {t('filters')}
        </a>
      </li>
      {data.kept.length > 0 ? (
        <li>
          <a className="chip" href={data.hrefs.cleared} rel="nofollow">
            {t('clear')}
          </a>
        </li>
      ) : null}
    </ul>
  )
}

/** All filters and the words, as a form that leads to the same period; the names in the address are those of the catalogue. */
export function AllFilters({ data, language }: { data: CalendarPageData; language: Language }) {
  const t = useTexts('calendar')
  if (!data.groups) return null
  return (
    <form action={paths.calendar(language)} className="card calendar-filters" id="filters" aria-label={t('filters')}>
      {Object.entries(data.period).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <div className="field">
        <label htmlFor="calendar-words">{t('words')}</label>
        <input id="calendar-words" type="search" name="q" defaultValue={data.q} maxLength={300} />
      </div>
      <div className="calendar-groups">
        {data.groups.map((group) => (
          <fieldset key={group.name} className="choices">
            <legend>{group.label}</legend>
            {group.values.map(({ value, label, on }) => (
              <label key={value}>
                <input type="checkbox" name={group.name} value={value} defaultChecked={on} />
                {label}
              </label>
            ))}
          </fieldset>
        ))}
      </div>
      <p className="row">
        <button type="submit" className="button">
          {t('show')}
        </button>
        <a href={data.hrefs.withoutFilters}>{t('closeFilters')}</a>
      </p>
    </form>
  )
}
