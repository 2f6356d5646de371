import type { ReactNode } from 'react'

export type Column =
  | string
  | {
      text: string
      /** A link that sorts by this column, and how the table is sorted by it now. */
      sort?: { href: string; order: 'ascending' | 'descending' | null }
      isNumber?: boolean
    }

/** A table that becomes a list of cards on a phone, where each value carries its column's name. The first column names the row. */
export function Table({
  caption,
  columns,
  rows,
}: {
  caption: string
  columns: ReadonlyArray<Column>
  /** `isMarked`: this row asks something, which its words say too. */
  rows: ReadonlyArray<{ key: string; cells: ReadonlyArray<ReactNode>; isMarked?: boolean }>
}) {
  const heads = columns.map((column) => (typeof column === 'string' ? { text: column } : column))
  const classOf = (place: number) => (heads[place]?.isNumber ? 'number' : undefined)
  return (
    <table className="table">
      <caption className="unseen">{caption}</caption>
      <thead>
        <tr>
          {heads.map(({ text, sort }, place) => (
            <th key={text} scope="col" className={classOf(place)} aria-sort={sort?.order ?? undefined}>
              {sort ? (
                <a href={sort.href} data-keep-scroll="">
                  {text}
                </a>
              ) : (
                text
              )}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map(({ key, isMarked, cells: [first, ...rest] }) => (
          <tr key={key} className={isMarked ? 'marked' : undefined}>
            <th scope="row">{first}</th>
            {rest.map((cell, place) => (
              <td key={heads[place + 1]?.text} data-label={heads[place + 1]?.text} className={classOf(place + 1)}>
                {cell}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}
