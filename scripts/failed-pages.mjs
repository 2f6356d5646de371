// What stood on the page of each browser test that failed: without it a failure on another machine cannot be understood.
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'

/** How many lines of a page are printed. */
const MOST_LINES = 90

/** The pages that Playwright wrote down for failed tests below a folder, each as text with the name of its test. */
export function failedPages(folder) {
  if (!existsSync(folder)) return []
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && existsSync(path.join(folder, entry.name, 'error-context.md')))
    .map(({ name }) => {
      const page = /```yaml\n([\s\S]*?)```/.exec(readFileSync(path.join(folder, name, 'error-context.md'), 'utf8'))?.[1]
      const lines = (page ?? 'no page was open\n').trimEnd().split('\n')
      return { name, text: lines.slice(0, MOST_LINES).join('\n') }
    })
}
