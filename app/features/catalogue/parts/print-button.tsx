import { useTexts } from '#app/i18n/use-texts.ts'

/** Opens the browser's print window; the print styles make a plain sheet of the page. */
export function PrintButton() {
  const t = useTexts('catalogue')
  return (
    <button type="button" className="linklike with-script" data-icon="print" onClick={() => window.print()}>
      {t('offer.print')}
    </button>
  )
}
