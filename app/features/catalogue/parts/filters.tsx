import { useTexts } from '#app/i18n/use-texts.ts'
import { closesPopover, POPOVER } from '#app/ui/popover.ts'
import type { CataloguePageData, FacetGroup } from '../catalogue.queries.server.ts'

function Group({ group, moreText }: { group: FacetGroup; moreText: string }) {
  return (
    <fieldset id={`facet-${group.name}`}>
      <legend>{group.label}</legend>
      {group.values.map(({ value, label, count, on }) => (
        <label key={value}>
          <input type="checkbox" name={group.name} value={value} defaultChecked={on} />
          {label}
          <span>{count}</span>
        </label>
      ))}
      {group.href ? (
        <a href={group.href} data-keep-scroll="">
          {moreText}
        </a>
      ) : null}
    </fieldset>
  )
}

/** The filters: beside the results on a wide screen, in a sheet on a phone (a native popover, so that it opens without script). */
export function Filters({ data }: { data: CataloguePageData }) {
  const t = useTexts('catalogue')
  const moreText = (group: FacetGroup) => (group.more > 0 ? t('showMore', { count: group.more }) : t('showFewer'))
  const restIsOpen = data.rest.some(
    (group) => group.values.some((value) => value.on) || data.expanded.includes(group.name),
  )
  return (
    <aside className="filters" id="filters" aria-label={t('filters')} {...POPOVER}>
      <div className="section-head">
        <h2>{t('filters')}</h2>
        {data.chosen > 0 ? <a href={data.hrefs.cleared}>{t('clearAll')}</a> : null}
        <button type="button" className="close-filters" data-icon="close" {...closesPopover('filters')}>
          <span className="unseen">{t('closeFilters')}</span>
        </button>
      </div>
      {data.first.map((group) => (
        <Group key={group.name} group={group} moreText={moreText(group)} />
      ))}
      {data.rest.length > 0 ? (
        <details open={restIsOpen || undefined}>
          <summary>
            {t('moreFilters', { list: data.rest.map((group) => group.label.toLowerCase()).join(', ') })}
          </summary>
          {data.rest.map((group) => (
            <Group key={group.name} group={group} moreText={moreText(group)} />
          ))}
        </details>
      ) : null}
      <button type="submit" className="button without-script">
        {t('show')}
      </button>
      <button type="button" className="button sheet-only" {...closesPopover('filters')}>
        {t('showCount', { count: data.total })}
      </button>
    </aside>
  )
}
