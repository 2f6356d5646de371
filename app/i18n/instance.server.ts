import { createInstance, type i18n, type TFunction } from 'i18next'
import { initReactI18next } from 'react-i18next'
import { LANGUAGES, type Language } from './languages.ts'
import { baseOptions } from './options.ts'
import { remembered } from './remembered.ts'
import { resources } from './resources.server.ts'

export type Namespace = keyof typeof resources.nl
export type Translate = TFunction<['common', ...Exclude<Namespace, 'common'>[]]>

function make(language: Language): i18n {
  const instance = createInstance()
  void instance.use(initReactI18next).init({
    ...baseOptions,
    lng: language,
    ns: Object.keys(resources[language]),
    resources: { [language]: resources[language] },
    react: { useSuspense: false },
  })
  return instance
}

// One instance a language for the whole process; nobody ever calls changeLanguage on it.
const instances = Object.fromEntries(LANGUAGES.map((language) => [language, make(language)])) as Record<Language, i18n>

export function i18nFor(language: Language): i18n {
  return instances[language]
}

const texts = Object.fromEntries(
  LANGUAGES.map((language) => [language, remembered(instances[language].t as unknown as TFunction<never>)]),
) as unknown as Record<Language, Translate>

/** The texts of one language, for loaders, mails and feeds; keys as `offer:kind.training`. */
export function textsFor(language: Language): Translate {
  return texts[language]
}
