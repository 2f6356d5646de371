import type { InitOptions } from 'i18next'

/** What the server's and the browser's i18next share. React escapes; the texts hold no mark-up. */
export const baseOptions: InitOptions = {
  fallbackLng: false,
  defaultNS: 'common',
  interpolation: { escapeValue: false },
  initAsync: false,
  returnNull: false,
}
