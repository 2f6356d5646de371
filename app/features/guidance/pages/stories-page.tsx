import type { Card } from '#app/features/catalogue/cards.server.ts'
import { CardRow } from '#app/features/catalogue/offer-card.tsx'
import type { Language } from '#app/i18n/languages.ts'
import { useTexts } from '#app/i18n/use-texts.ts'
import { paths } from '#app/paths.ts'
import { PageHead } from '#app/ui/page-head.tsx'

export type GuideLink = { name: string; title: string; summary: string }

/** Stories of colleagues, and the guides. */
export function StoriesPage({
  stories,
  guides,
  language,
}: {
  stories: Card[]
  guides: GuideLink[]
  language: Language
}) {
  const t = useTexts('guidance')
  return (
    <main className="wrap page" id="content">
      <PageHead title={t('title')} lead={t('lead')} />
      {guides.length > 0 ? (
        <section aria-labelledby="guides" className="related">
          <h2 id="guides">{t('guides')}</h2>
          <ul className="plain card-row">
            {guides.map((guide) => (
              <li key={guide.name} className="card offer-card">
                <h3>
                  <a href={paths.guide(language, guide.name)}>{guide.title}</a>
                </h3>
                <p>{guide.summary}</p>
              </li>
            ))}
          </ul>
        </section>
      ) : null}
      {stories.length > 0 ? (
        <section aria-labelledby="stories" className="related">
          <h2 id="stories">{t('stories')}</h2>
          <CardRow cards={stories} language={language} />
        </section>
      ) : null}
    </main>
  )
}
