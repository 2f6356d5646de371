import type { Language } from '#app/i18n/languages.ts'
import { useTexts } from '#app/i18n/use-texts.ts'
import { paths } from '#app/paths.ts'

/** The two ways in which new offers come: from a file, or typed. */
export function BeginLinks({ language }: { language: Language }) {
  const t = useTexts('hr')
  return (
    <>
      <a className="button quiet" href={paths.importOffers(language)} data-icon="upload">
        {t('menu.import')}
      </a>
      <a className="button" href={paths.newOffer(language)} data-icon="add">
        {t('list.new')}
      </a>
    </>
  )
}
