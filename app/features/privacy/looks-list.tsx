import { useTexts } from '#app/i18n/use-texts.ts'
import type { Looks } from './who-looked.server.ts'

/** Who has read a record of one's own, newest first, by their function. */
export function LooksList({ looks }: { looks: Looks }) {
  const t = useTexts('privacy')
  return (
    <section aria-labelledby="looked">
      <h2 id="looked">{t('looked.title')}</h2>
      {looks.list.length === 0 ? (
        <p>{t('looked.none')}</p>
      ) : (
        <ol className="plain looks">
          {looks.list.map(({ who, when }, place) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a list that only grows at its other end has no better key
            <li key={place}>{t('looked.line', { who, when })}</li>
          ))}
        </ol>
      )}
      {looks.more > 0 ? <p>{t('looked.more', { count: looks.more })}</p> : null}
    </section>
  )
}
