import { createInstance, type i18n } from 'i18next'
import { initReactI18next } from 'react-i18next'
import { isLanguage, type Language } from './languages.ts'
import { baseOptions } from './options.ts'

// Only what screens use in the browser: locales/*/server never travels, nor does what the audit log says (vite.config.ts).
const files = import.meta.glob<Record<string, unknown>>('../../locales/*/screens/*.json', { import: 'default' })

function load(language: string, namespace: string): Promise<Record<string, unknown>> {
  const file = files[`../../locales/${language}/screens/${namespace}.json`]
  return file ? file() : Promise.resolve({})
}

/** i18next with the texts of this page; those of the next page are fetched when it is opened. */
export async function startI18n(): Promise<i18n> {
  const { lang, dataset } = document.documentElement
  const language: Language = isLanguage(lang) ? lang : 'nl'
  const namespaces = (dataset.texts ?? 'common').split(' ')
  const loaded = await Promise.all(namespaces.map((namespace) => load(language, namespace)))
  const instance = createInstance()
  await instance
    .use(initReactI18next)
    .use({ type: 'backend', init() {}, read: (language: string, namespace: string) => load(language, namespace) })
    .init({
      ...baseOptions,
      lng: language,
      ns: namespaces,
      partialBundledLanguages: true,
      resources: {
        [language]: Object.fromEntries(namespaces.map((namespace, place) => [namespace, loaded[place] ?? {}])),
      },
    })
  return instance
}
