import { expect, test } from 'vitest'
import { SettingsError } from '#app/platform/env.server.ts'
import { checkPortalSettings } from '../enabled-kinds.server.ts'

// Read once, at the first question for a setting.
process.env.KOERS_KINDS = 'story'
process.env.KOERS_MODULES = 'guides'

test('a portal without any kind of offer does not start, and says why', () => {
  expect(() => checkPortalSettings()).toThrow(SettingsError)
  expect(() => checkPortalSettings()).toThrow('story is switched off in KOERS_MODULES')
})
