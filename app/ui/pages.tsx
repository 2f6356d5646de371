import { Link } from '@remix-run/react'
import { useTranslation } from 'react-i18next'

/** Previous and next page of a list; nothing when there is one page only. */
export function Pages({ page, pages, previous, next }: { page: number; pages: number; previous: string | null; next: string | null }) {
  const { t } = useTranslation()
  if (pages <= 1) return null
  return (
    <nav className="pages" aria-label={t('pages.label')}>
      {previous ? (
        <Link className="button quiet" to={previous} rel="prev" data-icon="previous">
          {t('pages.previous')}
        </Link>
      ) : (
        <span />
      )}
      <span>{t('pages.of', { page, pages })}</span>
      {next ? (
        <Link className="button quiet after" to={next} rel="next" data-icon="next">
          {t('pages.next')}
        </Link>
      ) : (
        <span />
      )}
    </nav>
  )
}
