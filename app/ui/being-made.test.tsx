import { renderToString } from 'react-dom/server'
import { I18nextProvider } from 'react-i18next'
import { expect, test } from 'vitest'
import { i18nFor, textsFor } from '#app/i18n/instance.server.ts'
import { LANGUAGES } from '#app/i18n/languages.ts'
import { BeingMade } from './being-made.tsx'

test.each(LANGUAGES)(
  'a page that waits says so, and works without script: its links are plain links (%s)',
  (language) => {
    const t = textsFor(language)
    const shown = (state: 'waiting' | 'working' | 'failed') =>
      renderToString(
        <I18nextProvider i18n={i18nFor(language)}>
          <BeingMade state={state} here="/nl/my/export" again="/nl/my/export/new" />
        </I18nextProvider>,
      )
    for (const state of ['waiting', 'working'] as const) {
      expect(shown(state)).toContain(t(`common:beingMade.${state}`))
      expect(shown(state)).toContain('role="status"')
      expect(shown(state)).toContain('<a href="/nl/my/export">')
    }
    expect(shown('failed')).toContain(t('common:beingMade.failed'))
    expect(shown('failed')).toContain('role="alert"')
    expect(shown('failed')).toContain('<a href="/nl/my/export/new">')
  },
)
