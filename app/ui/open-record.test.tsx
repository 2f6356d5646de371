import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { resources } from '#app/i18n/resources.server.ts'
import { OPENING_REASONS } from '#app/platform/openings/opening-rules.ts'

test('the reasons on the screen are those of the rules, each with words in both languages', () => {
  for (const language of ['nl', 'en'] as const)
    expect(Object.keys(resources[language].common.openRecord.reason)).toEqual([...OPENING_REASONS])
  const listed = /REASONS[^=]*= \[([^\]]*)\]/.exec(readFileSync('app/ui/open-record.tsx', 'utf8'))?.[1] ?? ''
  expect(listed.split(', ').map((one) => one.replaceAll("'", ''))).toEqual([...OPENING_REASONS])
})
