import { useFetcher } from '@remix-run/react'
import { useEffect, useRef } from 'react'
import type { Language } from '#app/i18n/languages.ts'
import { useTexts } from '#app/i18n/use-texts.ts'
import { paths } from '#app/paths.ts'
import { PageHead } from '#app/ui/page-head.tsx'
import { StatusNote } from '#app/ui/status-note.tsx'
import type { Card } from '../cards.server.ts'
import { OfferCard } from '../offer-card.tsx'
import { setSaved, useSaved } from '../parts/saved-offers.ts'

export type SavedData = { cards: Card[]; gone: string[] }

/** What this browser has saved. The list stays here; the portal fills it in with what it shows everybody, and keeps nothing of the question. */
export function SavedPage({ language }: { language: Language }) {
  const t = useTexts()
  const saved = useSaved()
  const { data, state, submit } = useFetcher<SavedData>()
  const key = saved.join(' ')
  const heading = useRef<HTMLHeadingElement>(null)

  useEffect(() => {
    if (key === '') return
    const ids = new FormData()
    for (const id of key.split(' ')) ids.append('id', id)
    submit(ids, { method: 'post', action: paths.saved(language) })
  }, [key, language, submit])

  function remove(id: string) {
    setSaved(id, false)
    // The button that had the focus goes with its offer.
    heading.current?.focus()
  }

  const cards = (data?.cards ?? []).filter((card) => saved.includes(card.id))
  const gone = (data?.gone ?? []).filter((id) => saved.includes(id))
  return (
    <main className="wrap page" id="content">
      <PageHead title={t('saved.title')} lead={t('saved.lead')} heading={heading} />
      <StatusNote className="without-script">{t('saved.noScript')}</StatusNote>
      <div className="with-script" aria-busy={state !== 'idle'}>
        <p role="status" className={saved.length > 0 && data ? 'unseen' : ''}>
          {saved.length === 0 ? t('saved.empty') : data ? t('saved.title') : t('saved.loading')}
        </p>
        {saved.length === 0 ? (
          <p>
            <a className="button quiet" href={paths.catalogue(language)}>
              {t('error.catalogue')}
            </a>
          </p>
        ) : null}
        {gone.length > 0 ? (
          <StatusNote>
            <p>{t('saved.gone', { count: gone.length })}</p>
            <button type="button" className="linklike" onClick={() => gone.forEach(remove)}>
              {t('saved.forget')}
            </button>
          </StatusNote>
        ) : null}
        <ul className="plain offers">
          {cards.map((card) => (
            <li key={card.id} className="saved">
              <ul className="plain">
                <OfferCard card={card} language={language} heading="h2" />
              </ul>
              <button type="button" className="linklike" data-icon="close" onClick={() => remove(card.id)}>
                {t('saved.remove')}
                <span className="unseen">, {card.title}</span>
              </button>
            </li>
          ))}
        </ul>
      </div>
    </main>
  )
}
