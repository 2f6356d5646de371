import type { ReactNode } from 'react'

/** A table that becomes a list of cards on a phone, where each value carries its column's name. The first column names the row. */
export function Table({
  caption,
  columns,
  rows,
}: {
  caption: string
  columns: ReadonlyArray<string>
  rows: ReadonlyArray<{ key: string; cells: ReadonlyArray<ReactNode> }>
}) {
  return (
    <table className="table">
      <caption className="unseen">{caption}</caption>
      <thead>
        <tr>
          {columns.map((column) => (
            <th key={column} scope="col">
              {column}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map(({ key, cells: [first, ...rest] }) => (
          <tr key={key}>
            <th scope="row">{first}</th>
            {rest.map((cell, place) => (
              <td key={columns[place + 1]} data-label={columns[place + 1]}>
                {cell}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}
