import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Page } from '@playwright/test'

// axe-core comes with @axe-core/playwright, whose builder injects it anew at each look and computes what passes too.
const axePlaywright = createRequire(import.meta.url).resolve('@axe-core/playwright')
const SOURCE = readFileSync(createRequire(axePlaywright).resolve('axe-core/axe.min.js'), 'utf8')

/** Every rule for WCAG 2.2 AA, and what axe calls best practice. */
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']

type Violation = { id: string; nodes: Array<{ target: unknown[]; failureSummary?: string }> }
type Axe = { run: (context: unknown, options: object) => Promise<{ violations: Violation[] }> }

/** What axe finds wrong on the page as it stands now, as sentences a failing test can show. A page gets axe once, however often it is looked at. */
export async function axeFindings(page: Page, rules?: ReadonlyArray<string>): Promise<string[]> {
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(SOURCE)
  const violations = await page.evaluate(
    async (runOnly) => {
      const { axe } = window as unknown as { axe: Axe }
      return (await axe.run(document, { runOnly, resultTypes: ['violations'] })).violations.map(({ id, nodes }) => ({
        id,
        nodes: nodes.map(({ target, failureSummary }) => ({ target, failureSummary })),
      }))
    },
    rules ? { type: 'rule', values: [...rules] } : { type: 'tag', values: TAGS },
  )
  return violations.flatMap(({ id, nodes }) =>
    nodes.map((node) => `${id}: ${node.target.join(' ')} ${node.failureSummary?.replace(/\s+/g, ' ')}`),
  )
}
