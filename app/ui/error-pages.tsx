import { useLocation } from '@remix-run/react'
import type { Language } from '#app/i18n/languages.ts'
import { useTexts } from '#app/i18n/use-texts.ts'
import { paths } from '#app/paths.ts'
import { useReference } from './nonce.ts'
import { PageHead } from './page-head.tsx'
import { SearchBox } from './search-box.tsx'

/** A page that helps on: search, the catalogue, the home page. */
export function NotFoundPage({ language }: { language: Language }) {
  const t = useTexts()
  return (
    <main className="wrap page" id="content">
      <PageHead title={t('error.notFoundTitle')} lead={t('error.notFound')} />
      <form action={paths.catalogue(language)} className="hero-search">
        <SearchBox />
      </form>
      <p className="chips">
        <a className="button quiet" href={paths.catalogue(language)}>
          {t('error.catalogue')}
        </a>
        <a className="button quiet" href={paths.home(language)}>
          {t('error.home')}
        </a>
      </p>
    </main>
  )
}

/** What is wrong, that nothing saved is lost, what now, and a number to mention. */
export function ErrorPage({ language }: { language: Language }) {
  const t = useTexts()
  const reference = useReference()
  const { pathname } = useLocation()
  return (
    <main className="wrap page" id="content">
      <PageHead title={t('error.title')} lead={t('error.text')} />
      <p suppressHydrationWarning>{reference ? t('error.reference', { reference }) : ''}</p>
      <p className="chips">
        <a className="button" href={pathname}>
          {t('error.again')}
        </a>
        <a className="button quiet" href={paths.home(language)}>
          {t('error.home')}
        </a>
      </p>
    </main>
  )
}
