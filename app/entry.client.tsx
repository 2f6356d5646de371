import { RemixBrowser } from '@remix-run/react'
import { StrictMode } from 'react'
import { hydrateRoot } from 'react-dom/client'
import { I18nextProvider } from 'react-i18next'
import { startI18n } from './i18n/start.client.ts'

/**
 * Waits until the data of the page is decoded. Remix begins with that in its first rendering and suspends meanwhile; whoever presses Tab in
 * that moment would have React 18 wake the page at once, which it cannot, and it then gives the whole page up (error 345).
 */
async function untilDecoded(): Promise<void> {
  try {
    RemixBrowser({})
  } catch (thrown) {
    if (!(thrown instanceof Promise)) throw thrown
    await thrown
  }
}

const [i18n] = await Promise.all([startI18n(), untilDecoded()])
hydrateRoot(
  document,
  <StrictMode>
    <I18nextProvider i18n={i18n}>
      <RemixBrowser />
    </I18nextProvider>
  </StrictMode>,
)
