/** Signs that make a spreadsheet read a cell as a formula, also in their full-width forms (ASVS 1.2.10). */
const FORMULA = /^[=+\-@\t\r\0＝＋－＠﹦﹢﹣﹫]/
/** A number as Dutch people write it is no formula, also below zero. */
const NUMBER = /^-?\d+(,\d+)?$/

/** One cell: what a spreadsheet would read as a formula gets an apostrophe before it, and what holds a sign of the format stands in quotes. */
function cell(value: string): string {
  const text = FORMULA.test(value.trimStart()) && !NUMBER.test(value) ? `'${value}` : value
  return /[;"\n\r]/.test(text) || text !== text.trim() ? `"${text.replaceAll('"', '""')}"` : text
}

/** A table as a file that a Dutch Excel opens as a table: semicolons, a byte order mark, and lines that end as on Windows. */
export function csvOf(rows: ReadonlyArray<ReadonlyArray<string>>): string {
  return `\uFEFF${rows.map((row) => row.map(cell).join(';')).join('\r\n')}\r\n`
}
