import type { Language } from '#app/i18n/languages.ts'
import { paths } from '#app/paths.ts'
import { Marked } from '#app/ui/marked.tsx'
import type { Card } from './cards.server.ts'

/** An offer in a list: its kind, what it is called, one sentence, and the facts that decide. */
export function OfferCard({
  card,
  language,
  heading = 'h3',
}: {
  card: Card
  language: Language
  heading?: 'h2' | 'h3'
}) {
  const Heading = heading
  return (
    <li className="card offer-card">
      <p className="kind" data-icon={card.kind.icon} data-colour={card.kind.colour}>
        {card.kind.label}
      </p>
      <Heading lang={card.titleLanguage}>
        <a href={paths.offer(language, card.slug)}>
          <Marked text={card.title} />
        </a>
      </Heading>
      {card.summary ? (
        <p lang={card.summaryLanguage}>
          <Marked text={card.summary} />
        </p>
      ) : null}
      <p className="meta">
        {card.facts.map((fact) => (
          <span key={fact.icon + fact.text} data-icon={fact.icon} lang={fact.language}>
            {fact.text}
          </span>
        ))}
      </p>
    </li>
  )
}

/** Cards side by side. */
export function CardRow({
  cards,
  language,
  heading,
}: {
  cards: ReadonlyArray<Card>
  language: Language
  heading?: 'h2' | 'h3'
}) {
  return (
    <ul className="plain card-row">
      {cards.map((card) => (
        <OfferCard key={card.id} card={card} language={language} heading={heading} />
      ))}
    </ul>
  )
}
