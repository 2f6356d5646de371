import type { Language } from '#app/i18n/languages.ts'
import { useTexts } from '#app/i18n/use-texts.ts'
import { SORTS } from '#app/search/search-engine.ts'
import { Pages } from '#app/ui/pages.tsx'
import { opens } from '#app/ui/popover.ts'
import { StatusNote } from '#app/ui/status-note.tsx'
import type { CataloguePageData } from '../catalogue.queries.server.ts'
import { OfferCard } from '../offer-card.tsx'

function Head({ data }: { data: CataloguePageData }) {
  const t = useTexts('catalogue')
  return (
    <div className="result-head">
      <p role="status">
        <strong>
          {data.q
            ? t('resultsFor', { count: data.total, q: data.mended?.q ?? data.q })
            : t('results', { count: data.total })}
        </strong>
      </p>
      {data.first.length + data.rest.length > 0 ? (
        <button type="button" className="button quiet open-filters" data-icon="filters" {...opens('filters')}>
          {data.chosen > 0 ? t('filtersCount', { count: data.chosen }) : t('filters')}
        </button>
      ) : null}
      <label className="sort">
        {t('sort.label')}{' '}
        <select name="sort" defaultValue={data.sort}>
          {SORTS.map((sort) => (
            <option key={sort} value={sort}>
              {t(`sort.${sort}`)}
            </option>
          ))}
        </select>
      </label>
      <button type="submit" className="button quiet without-script">
        {t('sort.apply')}
      </button>
    </div>
  )
}

function Notices({ data }: { data: CataloguePageData }) {
  const t = useTexts('catalogue')
  return (
    <>
      {data.dropped > 0 ? (
        <StatusNote kind="warn" icon="info">
          {t('dropped', { count: data.dropped })}
        </StatusNote>
      ) : null}
      {data.pageGone ? (
        <StatusNote kind="warn" icon="info">
          {t('pageGone', { count: data.pages })}
        </StatusNote>
      ) : null}
      {data.mended ? (
        <StatusNote icon="search">
          <p>
            {t('mended', { q: data.mended.q, typed: data.q })}{' '}
            <a href={data.mended.href} rel="nofollow">
              {t('asTyped', { q: data.q })}
            </a>
          </p>
        </StatusNote>
      ) : null}
      {data.unmended ? (
        <StatusNote icon="search">
          <p>
            {t('unmended', { q: data.q })}{' '}
            <a href={data.unmended} rel="nofollow">
              {t('mendAgain')}
            </a>
          </p>
        </StatusNote>
      ) : null}
      {data.relaxed ? <StatusNote>{t('relaxed')}</StatusNote> : null}
    </>
  )
}

function Empty({ data }: { data: CataloguePageData }) {
  const t = useTexts('catalogue')
  return (
    <div className="card empty">
      <h2 data-icon="empty">{t('empty.title')}</h2>
      <p>{data.fewer.length > 0 ? t('empty.withFilters') : t('empty.withWords')}</p>
      {data.fewer.length > 0 ? (
        <>
          <h3>{t('empty.fewer')}</h3>
          <ul>
            {data.fewer.map((option) => (
              <li key={option.href}>
                <a href={option.href}>{t('empty.without', { value: option.label, count: option.count })}</a>
              </li>
            ))}
          </ul>
        </>
      ) : (
        <p>{t('empty.tips')}</p>
      )}
      {data.closest.length > 0 ? (
        <>
          <h3>{t('empty.closest')}</h3>
          <ul className="plain chips">
            {data.closest.map(({ word, href }) => (
              <li key={word}>
                <a className="chip" href={href} rel="nofollow">
                  {word}
                </a>
              </li>
            ))}
          </ul>
        </>
      ) : null}
      <p className="chips">
        <a className="button quiet" href={data.hrefs.all}>
          {t('empty.all')}
        </a>
        {data.hrefs.wish ? (
          <a className="button quiet" href={data.hrefs.wish}>
            {t('empty.wish')}
          </a>
        ) : null}
      </p>
    </div>
  )
}

function Near({ data, language }: { data: CataloguePageData; language: Language }) {
  const t = useTexts('catalogue')
  if (data.near.length === 0) return null
  return (
    <section className="near" aria-labelledby="near">
      <h2 id="near">{t('near.title')}</h2>
      <p>{t('near.lead')}</p>
      <ol className="plain offers">
        {data.near.map((card) => (
          <OfferCard key={card.id} card={card} language={language} heading="h3" />
        ))}
      </ol>
    </section>
  )
}

/** What was found: how much, which filters, the offers, and the way on when there are none. */
export function Results({ data, language, busy }: { data: CataloguePageData; language: Language; busy: boolean }) {
  const t = useTexts('catalogue')
  return (
    <section className="results" aria-label={t('title')} aria-busy={busy}>
      <Head data={data} />
      {data.chips.length > 0 ? (
        <ul className="plain chips" aria-label={t('chosen')}>
          {data.chips.map((chip) => (
            <li key={chip.href}>
              <a
                className="chip on"
                href={chip.href}
                data-icon="close"
                aria-label={t('remove', { facet: chip.facet, value: chip.label })}
              >
                {chip.label}
              </a>
            </li>
          ))}
        </ul>
      ) : null}
      <Notices data={data} />
      {data.total === 0 ? (
        <Empty data={data} />
      ) : (
        <ol className="plain offers">
          {data.cards.map((card) => (
            <OfferCard key={card.id} card={card} language={language} heading="h2" />
          ))}
        </ol>
      )}
      {data.calendar ? (
        <p className="small" data-icon="calendar">
          <a href={data.calendar} rel="nofollow">
            {t('inCalendar')}
          </a>
        </p>
      ) : null}
      <Near data={data} language={language} />
      <Pages page={data.page} pages={data.pages} previous={data.hrefs.previous} next={data.hrefs.next} />
    </section>
  )
}
