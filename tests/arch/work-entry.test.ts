import { expect, test } from 'vitest'
import { WORK_WITH_PAGE } from '#app/access/visitor.ts'
import { resources } from '#app/i18n/resources.server.ts'
import { WORK_PAGES } from '#app/ui/work-entry.tsx'

test('an entry by role appears exactly when there is a page behind it', () => {
  expect(Object.keys(WORK_PAGES).sort()).toEqual([...WORK_WITH_PAGE].sort())
})

test('every entry by role has its words in both languages', () => {
  for (const { common } of Object.values(resources))
    expect(Object.keys(common.nav.work).sort()).toEqual(['advice', 'publishing'])
})
