import { RemixBrowser } from '@remix-run/react'
import { StrictMode } from 'react'
import { hydrateRoot } from 'react-dom/client'
import { I18nextProvider } from 'react-i18next'
import { startI18n } from './i18n/start.client.ts'

const i18n = await startI18n()
// Not in a transition: whoever presses Tab while the page loads would interrupt it, and React 18 then gives the whole page up (error 345).
hydrateRoot(
  document,
  <StrictMode>
    <I18nextProvider i18n={i18n}>
      <RemixBrowser />
    </I18nextProvider>
  </StrictMode>,
)
