import { textsFor } from '#app/i18n/instance.server.ts'
import { LANGUAGES } from '#app/i18n/languages.ts'
import { sayDuration } from '#app/platform/duration.ts'
import type { Line } from '#app/platform/inventory/line.ts'
import { PURPOSES, type Purpose } from '#app/platform/inventory/vocabulary.ts'
import { INVENTORY } from './inventory.ts'

const t = textsFor('nl')

function keepText({ keep, from }: Line): string {
  const moment = t(`privacy:moment.${from}`)
  return from === 'removal' ? moment : `${sayDuration('nl', keep)} ${moment}`
}

function exportText({ exportPath, notExported }: Line): string {
  if (notExported) return t(`privacy:notExported.${notExported}`)
  return t('privacy:register.yes', { part: exportPath?.split('.')[0] ?? '' })
}

function readersText({ seenBy }: Line): string {
  return seenBy
    .map((reader) => (reader === 'self' ? t('privacy:register.self') : t(`privacy:reader.${reader}`)))
    .join(', ')
}

const FILE_TEXTS = { auth: 'authStore', confidential: 'confidential', 'data-keys': 'dataKeys' } as const

/** The name of a table as the register shows it, with its file when that is not the main one. */
export function tableText({ file, table }: Line): string {
  return file === 'koers' ? table : t(`privacy:register.${FILE_TEXTS[file]}`, { table })
}

/** The cells of a line beside its column; columns of which all of these are the same share a row. */
function cellsOf(line: Line): string {
  return [
    t(`privacy:level.${line.level}`),
    keepText(line),
    readersText(line),
    t(`privacy:erasure.${line.erase}`),
    exportText(line),
  ].join(' | ')
}

function rows(lines: ReadonlyArray<Line>): string[] {
  const shared = new Map<string, { table: string; cells: string; columns: string[] }>()
  for (const line of lines) {
    const [table, cells] = [tableText(line), cellsOf(line)]
    const row = shared.get(`${table} ${cells}`) ?? { table, cells, columns: [] }
    row.columns.push(`\`${line.column}\``)
    shared.set(`${table} ${cells}`, row)
  }
  return [...shared.values()].map(({ table, cells, columns }) => `| ${table} | ${columns.join(' ')} | ${cells} |`)
}

function section(purpose: Purpose, lines: ReadonlyArray<Line>): string[] {
  const names = LANGUAGES.map((language) => textsFor(language)(`privacy:purpose.${purpose}.name`))
  const texts = LANGUAGES.map((language) => `- ${language}: ${textsFor(language)(`privacy:purpose.${purpose}.text`)}`)
  const heads = ['table', 'columns', 'level', 'keep', 'seenBy', 'erase', 'export'] as const
  return [
    `## ${names.join(' / ')}`,
    ...texts,
    `- ${t('privacy:register.basis')}: ${t(`privacy:basis.${PURPOSES[purpose]}`)}`,
    '',
    `| ${heads.map((head) => t(`privacy:register.${head}`)).join(' | ')} |`,
    `|${heads.map(() => '---').join('|')}|`,
    ...rows(lines),
    '',
  ]
}

/** The register of processing (GDPR art. 30) as Markdown, made from the inventory; purposes in both languages. */
export function registerText(inventory: ReadonlyArray<Line> = INVENTORY): string {
  const purposes = Object.keys(PURPOSES) as Purpose[]
  return [
    `# ${LANGUAGES.map((language) => textsFor(language)('privacy:register.title')).join(' / ')}`,
    '',
    ...LANGUAGES.map((language) => `${textsFor(language)('privacy:register.lead')}\n`),
    ...purposes.flatMap((purpose) =>
      section(
        purpose,
        inventory.filter((line) => line.purpose === purpose),
      ),
    ),
  ].join('\n')
}
