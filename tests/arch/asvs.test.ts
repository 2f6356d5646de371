import { existsSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

/** The requirements of ASVS 5.0.0 that the sheet answers, by section: all of levels 1 and 2, and those of level 3 below. */
const SECTIONS = `
  1.1:1-2 1.2:1-10 1.3:1-12 1.4:1-3 1.5:1-2
  2.1:1-3 2.2:1-3 2.3:1-4 2.4:1
  3.2:1-2 3.3:1-4 3.4:1-8 3.5:1-5,8 3.7:1-2
  4.1:1-3 4.2:1 4.3:1-2 4.4:1-4
  5.1:1 5.2:1-4,6 5.3:1-2 5.4:1-3
  6.1:1-3 6.2:1-12 6.3:1-4,6,8 6.4:1-4 6.5:1-5 6.6:1-3 6.8:1-4
  7.1:1-3 7.2:1-4 7.3:1-2 7.4:1-5 7.5:1-3 7.6:1-2
  8.1:1-2 8.2:1-3 8.3:1-2 8.4:1
  9.1:1-3 9.2:1-4
  10.1:1-2 10.2:1-2 10.3:1-4 10.4:1-11 10.5:1-5 10.6:1-2 10.7:1-3
  11.1:1-2 11.2:1-3 11.3:1-4 11.4:1-4 11.5:1 11.6:1
  12.1:1-3 12.2:1-2 12.3:1-4
  13.1:1 13.2:1-5 13.3:1-2 13.4:1-6
  14.1:1-2 14.2:1-4,6-8 14.3:1-3
  15.1:1-3 15.2:1-3 15.3:1-7 15.4:2
  16.1:1 16.2:1-5 16.3:1-4 16.4:1-3 16.5:1-4
  17.1:1 17.2:1-4 17.3:1-2
`
const LEVEL_3 = `V1.2.10 V1.3.12 V3.4.7 V3.4.8 V3.5.8 V5.2.4 V5.2.6 V6.3.6 V6.3.8 V7.5.3 V8.3.2 V11.3.4 V13.4.6 V14.2.6 V14.2.7 V14.2.8
  V15.4.2 V16.5.4`
const STATUSES = ['met', 'n/a', 'organisation', 'later', 'gap']

type Row = { id: string; level: string; status: string; text: string }

function words(text: string): string[] {
  return text.trim().split(/\s+/)
}

/** `1-3,6` as 1, 2, 3, 6. */
function numbersIn(text: string): number[] {
  return text.split(',').flatMap((range) => {
    const [from = 0, until = from] = range.split('-').map(Number)
    return Array.from({ length: until - from + 1 }, (_, place) => from + place)
  })
}

function idsOf(sections: string): string[] {
  return words(sections).flatMap((one) => {
    const [section = '', numbers = ''] = one.split(':')
    return numbersIn(numbers).map((number) => `V${section}.${number}`)
  })
}

function rowsOf(sheet: string): Row[] {
  return [...sheet.matchAll(/^\| (V[\d.]+) \| (\d) \| ([^|]+) \| ([^|]+) \|$/gm)].map(
    ([, id = '', level = '', status = '', text = '']) => ({ id, level, status, text }),
  )
}

/** The statuses that the table at the top explains. */
function explained(sheet: string): string[] {
  return [...sheet.matchAll(/^\| ([a-z/]+) \| [^|]+ \|$/gm)]
    .map(([, status = '']) => status)
    .filter((one) => one !== 'status')
}

/** What stands between backticks and looks like a file or folder of the project. */
function filesIn(text: string): string[] {
  return [...text.matchAll(/`([^`\n]+)`/g)]
    .map((match) => match[1] ?? '')
    .filter((name) => /^[\w./-]+$/.test(name) && (/^[\w.-]+\//.test(name) || /\.(?:md|json|ts)$/.test(name)))
}

const sheet = readFileSync('docs/security/asvs.md', 'utf8')
const rows = rowsOf(sheet)

test('every requirement of levels 1 and 2, and the chosen ones of level 3, has one row, in order', () => {
  expect(rows.map(({ id }) => id)).toEqual(idsOf(SECTIONS))
  expect(rows.filter(({ level }) => level === '3').map(({ id }) => id)).toEqual(words(LEVEL_3))
})

test('every line that begins as a row is read as one', () => {
  const unread = sheet.split('\n').filter((line) => line.startsWith('| V') && rowsOf(line).length === 0)
  expect(unread).toEqual([])
})

test('every row has a known status, and what is met names a file that shows it', () => {
  expect(rows.filter(({ status }) => !STATUSES.includes(status))).toEqual([])
  expect(rows.filter(({ status, text }) => status === 'met' && filesIn(text).length === 0)).toEqual([])
})

test('the table at the top explains every status', () => {
  expect(explained(sheet)).toEqual(STATUSES)
})

test('the list of open gaps names every gap once, and nothing else', () => {
  const [, list = ''] = /## Open gaps\n([\s\S]*?)\n## /.exec(sheet) ?? []
  const listed = [...list.matchAll(/V\d+\.\d+\.\d+/g)].map(([id]) => id)
  expect(listed.sort()).toEqual(
    rows
      .filter(({ status }) => status === 'gap')
      .map(({ id }) => id)
      .sort(),
  )
})

test.each(['docs/security/asvs.md', 'docs/security/threat-model.md'])(
  'every file that %s names is there',
  (document) => {
    const files = filesIn(readFileSync(document, 'utf8'))
    expect(files.length).toBeGreaterThan(20)
    expect([...new Set(files)].filter((file) => !existsSync(file))).toEqual([])
  },
)

test('detects an extra row, a row that cannot be read and a file that is not there', () => {
  const small =
    '| met | x |\n| V1.1.1 | 2 | met | shown by `app/none.ts`, `npm test`, `nl/en` |\n| V1.1.3 | 1 | gap | x |\n'
  expect(rowsOf(small).map(({ id }) => id)).toEqual(['V1.1.1', 'V1.1.3'])
  expect(explained(small)).toEqual(['met'])
  expect(idsOf('1.1:1-2,4')).toEqual(['V1.1.1', 'V1.1.2', 'V1.1.4'])
  expect(rowsOf('| V1.1.1 | 2 | met |\n')).toEqual([])
  expect(filesIn(small)).toContain('app/none.ts')
  expect(filesIn(small)).not.toContain('npm test')
})
