import { useTranslation } from 'react-i18next'

/** Opens the browser's print window; the print styles make a plain sheet of the page. */
export function PrintButton() {
  const { t } = useTranslation('catalogue')
  return (
    <button type="button" className="linklike with-script" data-icon="print" onClick={() => window.print()}>
      {t('offer.print')}
    </button>
  )
}
