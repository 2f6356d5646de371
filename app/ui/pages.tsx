import { useTexts } from '#app/i18n/use-texts.ts'

/** Previous and next page of a list; nothing when there is one page only. */
export function Pages({
  page,
  pages,
  previous,
  next,
}: {
  page: number
  pages: number
  previous: string | null
  next: string | null
}) {
  const t = useTexts()
  if (pages <= 1) return null
  return (
    <nav className="pages" aria-label={t('pages.label')}>
      {previous ? (
        <a className="button quiet" href={previous} rel="prev" data-icon="previous">
          {t('pages.previous')}
        </a>
      ) : (
        <span />
      )}
      <span>{t('pages.of', { page, pages })}</span>
      {next ? (
        <a className="button quiet after" href={next} rel="next" data-icon="next">
          {t('pages.next')}
        </a>
      ) : (
        <span />
      )}
    </nav>
  )
}
