import type { ReactNode } from 'react'

/** Names and values under each other. */
export function DataList({ items }: { items: ReadonlyArray<{ name: string; value: ReactNode }> }) {
  return (
    <dl className="data">
      {items.map(({ name, value }) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  )
}
