import { useTexts } from '#app/i18n/use-texts.ts'
import { Table } from '#app/ui/table.tsx'

/** What is known of somebody on two sides, row by row; `name` is the row's text. */
export type SideRow = { key: string; name: string; one: string | null; other: string | null }

/** Two sides of what may be one person, beside each other; on a phone under each other. What is not the same says so in words. */
export function BothSides({
  caption,
  heads,
  rows,
}: {
  caption: string
  heads: readonly [one: string, other: string]
  rows: ReadonlyArray<SideRow>
}) {
  const t = useTexts('admin')
  return (
    <Table
      caption={caption}
      columns={[t('who.what'), ...heads, t('who.compare')]}
      rows={rows.map(({ key, name, one, other }) => ({
        key,
        cells: [
          name,
          one ?? t('who.unknown'),
          other ?? t('who.unknown'),
          one === null || other === null ? t('who.incomparable') : t(one === other ? 'who.equal' : 'who.differs'),
        ],
      }))}
    />
  )
}
