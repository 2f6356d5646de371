import type { ReactNode } from 'react'
import type { Language } from '#app/i18n/languages.ts'
import { useTexts } from '#app/i18n/use-texts.ts'
import { paths } from '#app/paths.ts'
import type { EditorHead } from '../editor-page.queries.server.ts'
import { CheckList } from '../parts/check-list.tsx'
import { EditorFrame } from '../parts/editor-frame.tsx'
import type { OfferChecksView } from '../view-checks.server.ts'

/** The page of an offer as a visitor would see it, under a bar that says that nobody else does. */
export function PreviewPage({
  head,
  page,
  checks,
  language,
}: {
  head: EditorHead
  /** The page itself, of the catalogue; null when it cannot be shown yet. */
  page: ReactNode | null
  checks: OfferChecksView
  language: Language
}) {
  const t = useTexts('publishing')
  if (page === null)
    return (
      <EditorFrame head={head} place="preview" language={language}>
        <p>{t('preview.notYet')}</p>
        <CheckList checks={checks} id={head.id} language={language} />
      </EditorFrame>
    )
  return (
    <>
      <aside className="preview-bar" aria-label={t('preview.label')}>
        <div className="wrap">
          <p data-icon="info">{t('preview.what')}</p>
          <ul className="plain actions">
            <li>
              <a className="button quiet small" href={paths.editOffer(language, head.id)}>
                {t('preview.back')}
              </a>
            </li>
            <li>
              <a className="button small" href={paths.editOffer(language, head.id, 'check')}>
                {t('editor.check')}
              </a>
            </li>
          </ul>
        </div>
      </aside>
      {page}
    </>
  )
}
