import type { Language } from '#app/i18n/languages.ts'
import { useTexts } from '#app/i18n/use-texts.ts'
import { paths } from '#app/paths.ts'
import { PageHead } from '#app/ui/page-head.tsx'
import type { GuideLink } from './stories-page.tsx'

export type GuidePageData = { title: string; summary: string; html: string; updated: string; more: GuideLink[] }

/** One guide or page of the portal. */
export function GuidePage({ guide, language }: { guide: GuidePageData; language: Language }) {
  const t = useTexts('guidance')
  return (
    <main className="wrap page guide" id="content">
      <article>
        <PageHead title={guide.title} lead={guide.summary} />
        {/* Our own files, sanitised like any other text. */}
        <div className="prose" dangerouslySetInnerHTML={{ __html: guide.html }} />
        <p className="small">{t('updated', { date: guide.updated })}</p>
      </article>
      {guide.more.length > 0 ? (
        <nav aria-labelledby="more-guides">
          <h2 id="more-guides">{t('more')}</h2>
          <ul className="plain">
            {guide.more.map((other) => (
              <li key={other.name}>
                <a href={paths.guide(language, other.name)}>{other.title}</a>
              </li>
            ))}
          </ul>
        </nav>
      ) : null}
    </main>
  )
}
