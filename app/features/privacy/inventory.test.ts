import { expect, test } from 'vitest'
import { readDemoPeople, seedPeople } from '#app/demo/demo-people.server.ts'
import { rebuildIndex } from '#app/features/catalogue/rebuild-index.server.ts'
import { readSearchDocuments } from '#app/features/catalogue/search-documents.queries.server.ts'
import { LANGUAGES } from '#app/i18n/languages.ts'
import { resources } from '#app/i18n/resources.server.ts'
import { dayAfter, sayDuration } from '#app/platform/duration.ts'
import type { File, Line } from '#app/platform/inventory/line.ts'
import {
  BASES,
  ERASURES,
  LEVELS,
  MOMENTS,
  NOT_EXPORTED,
  PURPOSES,
  READERS,
} from '#app/platform/inventory/vocabulary.ts'
import { indexedIds } from '#app/search/embedded/write.server.ts'
import type { Db } from '#db/open.server.ts'
import { prepared } from '#db/prepare.server.ts'
import { inTransaction } from '#db/transaction.server.ts'
import { freshDatabase, NOW } from '#tests/support/database.ts'
import { smallDatabase } from '#tests/support/import.ts'
import {
  allColumns,
  columnsOf,
  inventoryProblems,
  nameOf,
  SCHEMA_TABLES,
  sealedColumns,
} from '#tests/support/inventory.ts'
import { INVENTORY, lineOf } from './inventory.ts'
import { noticeFor } from './notice.server.ts'
import { SEALED_COLUMNS } from './sealed-columns.server.ts'

const columns = allColumns()
const sealed = sealedColumns()

test('every column of every file has one line, and every line a column; what is confidential is sealed, and nothing else', () => {
  expect(inventoryProblems(INVENTORY, columns, sealed)).toEqual([])
  expect(columns.length).toBeGreaterThan(180)
  const tables = new Set(columns.map(({ table }) => table))
  // All of the schema, what is written by hand, and the auth store were looked at.
  expect(SCHEMA_TABLES.filter((table) => !tables.has(table))).toEqual([])
  expect(SCHEMA_TABLES.length).toBeGreaterThanOrEqual(19)
  for (const table of [
    'search_title',
    'search_doc',
    'search_miss',
    'auth_sessions',
    'attempts',
    'erasures',
    'data_keys',
  ])
    expect(tables).toContain(table)
  expect(sealed).toEqual([
    'koers:access_needs.arrangement',
    'confidential:access_needs.arrangement',
    'confidential:contact_requests.content',
  ])
})

test('the list of sealed columns that are verified holds every sealed column', () => {
  expect(SEALED_COLUMNS.map(nameOf).sort()).toEqual([...sealed].sort())
})

const sneaky = freshDatabase()
sneaky.$client.exec('ALTER TABLE people ADD COLUMN birth_date TEXT; CREATE TABLE diary (id TEXT)')
const but = (table: string, column: string, changes: Partial<Line>, file: File = 'koers') =>
  INVENTORY.map((line) =>
    line.file === file && line.table === table && line.column === column ? { ...line, ...changes } : line,
  )

test.each<[string, Parameters<typeof inventoryProblems>, string[]]>([
  [
    'a column and a table without a line',
    [INVENTORY, [...columnsOf('koers', sneaky.$client), ...columns.filter(({ file }) => file !== 'koers')], sealed],
    ['koers:diary.id has no line', 'koers:people.birth_date has no line'],
  ],
  [
    'a line without a column',
    [INVENTORY, columns.filter(({ table, column }) => table !== 'people' || column !== 'staff_number'), sealed],
    ['koers:people.staff_number has a line and is no column'],
  ],
  [
    'a column with two lines',
    [[...INVENTORY, lineOf('people', 'name')], columns, sealed],
    ['koers:people.name has two lines'],
  ],
  [
    'a confidential column that is plain text',
    [but('people', 'email', { level: 'confidential' }), columns, sealed],
    ['koers:people.email is confidential and not sealed'],
  ],
  [
    'a confidential column that is a blob without a seal',
    [but('audit_payloads', 'salt', { level: 'confidential' }), columns, sealed],
    ['koers:audit_payloads.salt is confidential and not sealed'],
  ],
  [
    'a sealed column that is called personal',
    [but('access_needs', 'arrangement', { level: 'personal' }), columns, sealed],
    ['koers:access_needs.arrangement is sealed and not confidential'],
  ],
  [
    'a personal column in the search',
    [but('search_doc', 'columns', { level: 'personal', basis: 'contract', erase: 'delete' }), columns, sealed],
    ['koers:search_doc.columns is personal and part of the search'],
  ],
  [
    'something personal for a purpose without people, or that is never erased',
    [but('people', 'name', { basis: 'no-person', erase: 'none' }), columns, sealed],
    ['koers:people.name is personal and never erased', 'koers:people.name is personal for a purpose without people'],
  ],
  [
    'something confidential that everybody sees',
    [but('access_needs', 'arrangement', { seenBy: ['everyone'] }), columns, sealed],
    ['koers:access_needs.arrangement is confidential and seen by everyone'],
  ],
])('a planted fault is seen: %s', (_what, planted, problems) => {
  expect(inventoryProblems(...planted).sort()).toEqual(problems)
})

/** The words a column is filled with to find it again wherever it went. */
const canaryOf = ({ table, column }: Line) => `kanarie${table}${column}`.replace(/_/g, '')

/** Which of these columns have something of theirs in the search: their canaries, in the documents and in every table of the index. */
function foundInSearch(db: Db, lines: ReadonlyArray<Line>): string[] {
  db.$client.exec('PRAGMA foreign_keys = OFF')
  for (const line of lines) prepared(db, `UPDATE "${line.table}" SET "${line.column}" = ?`).run(canaryOf(line))
  rebuildIndex(db)
  const tables = prepared(
    db,
    "SELECT name FROM sqlite_master WHERE type = 'table' AND name LIKE 'search%' AND sql NOT LIKE '%VIRTUAL%'",
  )
    .pluck()
    .all() as string[]
  const written = tables.flatMap((table) => prepared(db, `SELECT * FROM "${table}"`).raw().all() as unknown[][])
  const text = [...written.flat(), JSON.stringify(readSearchDocuments(db, indexedIds(db)))]
    .map((part) => (Buffer.isBuffer(part) ? part.toString('latin1') : String(part)))
    .join('\n')
    .toLowerCase()
  return lines.filter((line) => text.includes(canaryOf(line))).map(nameOf)
}

function searchableDatabase(): Db {
  const db = smallDatabase()
  inTransaction(db, (tx) => seedPeople(tx, readDemoPeople(), 'lindehoven.example', NOW))
  return db
}

/** Tables whose rows the seed fills; ids that others point to, numbers, and what triggers guard cannot be filled with words. */
const FILLED = ['people', 'affiliations', 'role_grants']
const FILLABLE = INVENTORY.filter(
  ({ table, column, level }) =>
    FILLED.includes(table) &&
    (level === 'personal' || level === 'confidential') &&
    !['id', 'handle', 'staff_number'].includes(column),
)

test('nothing personal is in the search: not in its documents, and not in any table of the index', () => {
  expect(foundInSearch(searchableDatabase(), [...FILLABLE, lineOf('offers', 'owner_email')])).toEqual([])
  expect(FILLABLE.length).toBeGreaterThan(20)
})

test('that search for canaries finds what is in the index', () => {
  const lines = [lineOf('offers', 'title_nl'), lineOf('offers', 'body_en'), lineOf('units', 'name_nl')]
  expect(foundInSearch(searchableDatabase(), lines)).toEqual(lines.map(nameOf))
})

/** The words of the closed lists that have no text, or only an empty one. */
function withoutText(texts: unknown, names: ReadonlyArray<string>): string[] {
  return names.filter((name) => {
    const text = (texts as Record<string, unknown> | undefined)?.[name]
    return typeof text !== 'string' || text.trim() === ''
  })
}

test.each(LANGUAGES)('every purpose has a name and a text, and every value of the lists a text (%s)', (language) => {
  const texts = resources[language].privacy
  const purposes = Object.keys(PURPOSES)
  expect(Object.keys(texts.purpose).sort()).toEqual([...purposes].sort())
  for (const purpose of Object.values(texts.purpose)) expect(withoutText(purpose, ['name', 'text'])).toEqual([])
  const lists = {
    basis: BASES,
    level: LEVELS,
    reader: READERS,
    keep: MOMENTS,
    moment: MOMENTS,
    erasure: ERASURES,
    notExported: NOT_EXPORTED,
  }
  for (const [name, values] of Object.entries(lists)) {
    const list = texts[name as keyof typeof lists]
    expect(withoutText(list, values), name).toEqual([])
    expect(Object.keys(list).sort(), name).toEqual([...values].sort())
  }
})

test('a purpose without a text is seen', () => {
  expect(withoutText({ name: 'x', text: ' ' }, ['name', 'text'])).toEqual(['text'])
  expect(withoutText(undefined, ['name'])).toEqual(['name'])
})

test('every purpose is used, and whatever is about somebody is in their own copy or says why not', () => {
  expect(Object.keys(PURPOSES).filter((purpose) => !INVENTORY.some((line) => line.purpose === purpose))).toEqual([])
  for (const line of INVENTORY)
    expect((line.exportPath === null) !== (line.notExported === null), nameOf(line)).toBe(true)
  expect(lineOf('people', 'staff_number').exportPath).toBe('account.staffNumber')
  expect(() => lineOf('people', 'shoe_size')).toThrow('people.shoe_size is not in the inventory')
})

const ARRANGEMENT = { table: 'access_needs', column: 'arrangement', file: 'confidential' } as const

test.each(LANGUAGES)('the notice says why, who and how long with what the inventory says (%s)', (language) => {
  const notice = noticeFor(language, ARRANGEMENT, Number(NOW))
  expect(notice.why).toBe(resources[language].privacy.purpose['access-needs'].text)
  expect(notice.who).toContain(resources[language].privacy.reader.self)
  expect(notice.howLong).toContain(language === 'nl' ? '1 jaar' : '1 year')
  expect(notice.until).toContain(language === 'nl' ? '1 februari 2028' : '1 February 2028')
  expect(noticeFor(language, ARRANGEMENT, null).until).toBeNull()
})

test.each([
  ['2028-02-29T12:00:00Z', 'P1Y', '2029-02-28'],
  ['2027-01-31T12:00:00Z', 'P1M', '2027-02-28'],
  ['2027-11-30T12:00:00Z', 'P24M', '2029-11-30'],
  ['2027-12-31T23:30:00Z', 'P30D', '2028-01-31'],
  ['2027-03-27T23:30:00Z', 'P1D', '2027-03-29'],
  ['2027-02-01T09:00:00Z', 'P0D', '2027-02-01'],
] as const)('a period that begins at %s and lasts %s is over on %s', (moment, duration, day) => {
  expect(dayAfter(Date.parse(moment), duration)).toBe(day)
})

test('a duration is said in words of the language', () => {
  expect([sayDuration('nl', 'P1Y'), sayDuration('en', 'P24M'), sayDuration('nl', 'P180D')]).toEqual([
    '1 jaar',
    '24 months',
    '180 dagen',
  ])
})
