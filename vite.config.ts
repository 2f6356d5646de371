import { vitePlugin as remix } from '@remix-run/dev'
import { defineConfig, type Plugin } from 'vite'
import type { Visitor } from '#app/access/visitor.ts'
import type { Arrival } from '#app/platform/http/arrival.ts'
import type { WaitingForm } from '#app/platform/http/form/waiting-forms.server.ts'
import remixConfig from './remix.config.js'

declare module '@remix-run/server-runtime' {
  interface Future {
    v3_singleFetch: true
  }
  interface AppLoadContext {
    nonce: string
    /** Replaces the policy of this answer, for a page whose scripts are named by hash. */
    setPolicy: (policy: string) => void
    /** The version of the data before anything was read for this answer. */
    version: string
    /** Who asks; looked up once a request, when it is first asked for. */
    visitor: () => Visitor | null
    /** Adds a cookie to this answer. */
    setCookie: (cookie: string) => void
    /** Counts one form of who is signed in, once it has arrived: the seconds to wait, 0 to go on. */
    takeFormAttempt: () => number
    /** Counts one reading of somebody's own feed, by whose it is; null for a token that leads nowhere, by who asks. The seconds to wait, 0 to go on. */
    takeFeedRead: (ownerId: string | null) => number
    /** How this request came, as far as its headers prove it. */
    arrival: Arrival
    /** Whether who asks pressed the button to open this address, in this auth session; asked once, it is used up. */
    takeConfirmedRead: (address: string) => boolean
    /** Whose auth session it was that ended before this request came; null when that is not known. */
    endedSessionOf: () => string | null
    /** Keeps a form for its owner until they are signed in again; false when it cannot wait. */
    saveWaitingForm: (form: WaitingForm) => boolean
    /** Whether this is no form that somebody sends now, but one that waited: it is shown in its page, and nothing of it is carried out. */
    isRestored: boolean
    /** Gives the body of this request more time than the thirty seconds of any other, as long as it keeps arriving. Once it is known who sends it. */
    allowSlowBody: () => void
    /** Leaves what waited where it is: this answer does not show it yet. */
    keepWaitingForm: () => void
  }
}

/** What the audit log says (`log`) is read on the server only: it is cut out of the texts that travel to the browser. */
const withoutLogTexts: Plugin = {
  name: 'without-log-texts',
  enforce: 'pre',
  transform(code, id, { ssr } = {}) {
    if (ssr || !/\/locales\/[^/]+\/screens\/[^/]+\.json$/.test(id)) return null
    const { log: _, ...texts } = JSON.parse(code)
    return { code: JSON.stringify(texts), map: null }
  },
}

export default defineConfig({
  plugins: [withoutLogTexts, remix(remixConfig)],
  // Vite's own search for packages also looks into what stays on the server, and then reloads the page.
  optimizeDeps: {
    noDiscovery: true,
    include: [
      'react',
      'react/jsx-runtime',
      'react/jsx-dev-runtime',
      'react-dom',
      'react-dom/client',
      '@remix-run/react',
      'i18next',
      'react-i18next',
    ],
  },
  ssr: { external: ['better-sqlite3'] },
  build: { target: 'es2022', sourcemap: false, assetsInlineLimit: 0, modulePreload: { polyfill: false } },
})
