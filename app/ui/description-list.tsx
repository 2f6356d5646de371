import type { ReactNode } from 'react'

export type Described = { name: string; value: ReactNode; icon?: string; language?: string }

/** Names and values: under each other, beside each other, or as the facts of a thing with an icon each. */
export function DescriptionList({
  items,
  look = 'under',
}: {
  items: ReadonlyArray<Described>
  look?: 'under' | 'beside' | 'facts'
}) {
  return (
    <dl className={look === 'under' ? 'described' : `described ${look}`}>
      {items.map(({ name, value, icon, language }, place) => (
        // A name may come twice, and the names of one list never change place.
        // biome-ignore lint/suspicious/noArrayIndexKey: see above
        <div key={place} data-icon={icon}>
          <dt>{name}</dt>
          <dd lang={language}>{value}</dd>
        </div>
      ))}
    </dl>
  )
}
