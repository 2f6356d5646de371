import { expect, test } from 'vitest'
import { resources } from '#app/i18n/resources.server.ts'
import { kinds } from '../kinds.ts'
import { CALL_PROBLEMS } from './arguments.server.ts'
import { COMMON_COLUMNS, columnsOf, detailColumns, type ImportColumn, indexColumns } from './columns.ts'
import { FILE_PROBLEMS, LINE_NOTICES, LINE_PROBLEMS } from './import-record.ts'
import { SESSION_COLUMNS } from './session-columns.ts'

const SHARED_HEADERS: Record<string, string[]> = { story: ['unit'] }

test.each(kinds.map((kind) => kind.id))('every header of %s means one column', (kind) => {
  const index = indexColumns(kind)
  for (const column of columnsOf(kind)) {
    for (const header of [column.id, ...column.nl, ...column.en]) {
      if (SHARED_HEADERS[kind]?.includes(header)) continue
      expect(index.find(header)?.column.id, header).toBe(column.id)
    }
  }
})

test('headers are found whatever their case, accents, spaces and signs, texts with their language too', () => {
  const { find } = indexColumns('training')
  expect(find('  E-MAILADRES ')?.column.id).toBe('owner.email')
  expect(find('Taal van de tékst')?.column.id).toBe('textLanguage')
  expect(find('Titel (NL)')).toMatchObject({ column: { id: 'title' }, language: 'nl' })
  expect(find('description_en')).toMatchObject({ column: { id: 'body' }, language: 'en' })
  expect(find('Omschrijving Engels')).toMatchObject({ column: { id: 'body' }, language: 'en' })
  expect(find('__proto__')).toBeUndefined()
  expect(find('')).toBeUndefined()
})

test('every reason to refuse has its sentence, and no sentence is left over', () => {
  expect(Object.keys(resources.nl.import.problem).sort()).toEqual([...LINE_PROBLEMS].sort())
  expect(Object.keys(resources.nl.import.notice).sort()).toEqual([...LINE_NOTICES].sort())
  expect(Object.keys(resources.nl.import.file).sort()).toEqual([...FILE_PROBLEMS].sort())
  expect(Object.keys(resources.nl.import.call).sort()).toEqual([...CALL_PROBLEMS].sort())
})

function row({ id, nl, en, reads, values }: ImportColumn): string {
  const quoted = (names: ReadonlyArray<string>) => names.map((name) => `\`${name}\``).join(', ')
  return `| \`${id}\` | ${quoted(nl)} | ${quoted(en)} | ${reads} | ${values ? quoted(values) : ''} |`
}

function table(title: string, columns: ReadonlyArray<ImportColumn>): string {
  return [
    `## ${title}`,
    '',
    '| fills | Dutch headers | English headers | read as | values |',
    '|---|---|---|---|---|',
    ...columns.map(row),
    '',
  ].join('\n')
}

test('docs/import-columns.md is the table of columns as the code has it', async () => {
  const parts = [
    '# Columns of the import\n\nMade from `app/features/catalogue/import/columns.ts` by its test; `npx vitest run app/features/catalogue/import -u` writes it again. How each is read stands in [import.md](import.md).\n',
    table('All kinds', COMMON_COLUMNS),
    table('Kinds with dates', SESSION_COLUMNS),
    ...kinds.map((kind) => table(`Details of ${kind.id}`, detailColumns(kind.id))),
  ]
  await expect(parts.join('\n')).toMatchFileSnapshot('../../../../docs/import-columns.md')
})
