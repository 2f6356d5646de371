import type { Translate } from '#app/i18n/instance.server.ts'
import type { Language } from '#app/i18n/languages.ts'
import { writePrivateFile } from '#app/platform/private-file.server.ts'
import type { RowProblem } from './import-row.ts'
import { columnName, problemText } from './report.server.ts'

/** A cell as a spreadsheet reads it: quoted, and with `'` before what it would take for a formula (OWASP, CSV injection). */
function cell(text: string): string {
  return `"${(/^[=+\-@\t\r\uFF1D\uFF0B\uFF0D\uFF20]/.test(text) ? `'${text}` : text).replaceAll('"', '""')}"`
}

/**
 * The problems as a file to send back to HR: row, staff number, column, what is wrong. Names and addresses are not in it. Only the
 * portal's own user may read it. False when it cannot be written.
 */
export function writeProblems(
  file: string,
  problems: ReadonlyArray<RowProblem>,
  at: { t: Translate; language: Language },
): boolean {
  const head = [
    at.t('operator:peopleImport.problems.row'),
    columnName(at.language, 'staffNumber'),
    at.t('operator:peopleImport.problems.column'),
    at.t('operator:peopleImport.problems.what'),
  ]
  const rows = problems.map((problem) => [
    String(problem.line),
    problem.staffNumber ?? '',
    problem.column ? columnName(at.language, problem.column) : '',
    problemText(at, problem),
  ])
  const text = [head, ...rows].map((row) => row.map(cell).join(';')).join('\r\n')
  // With a byte order mark: an Excel that opens it sees that it is UTF-8.
  return writePrivateFile(file, [`\uFEFF${text}\r\n`])
}
