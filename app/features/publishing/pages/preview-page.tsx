import type { OfferPageData } from '#app/features/catalogue/offer.queries.server.ts'
import { OfferPage } from '#app/features/catalogue/pages/offer-page.tsx'
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
  offer,
  checks,
  language,
}: {
  head: EditorHead
  offer: Omit<OfferPageData, 'jsonLd'> | null
  checks: OfferChecksView
  language: Language
}) {
  const t = useTexts('publishing')
  if (!offer)
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
      <OfferPage offer={offer} language={language} />
    </>
  )
}
