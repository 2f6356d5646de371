import type { i18n, TFunction } from 'i18next'
import { useContext } from 'react'
import { I18nContext } from 'react-i18next'
import { remembered } from './remembered.ts'
import type { ScreenNamespace } from './resources.server.ts'

const kept = new WeakMap<i18n, Map<string, unknown>>()

/**
 * The texts of a namespace, with those of `common` as `common:key`. A namespace that is not here yet is fetched while the
 * page before stays (Suspense). The language of a page never changes, so nothing needs watching: react-i18next's own hook
 * took a tenth of the time of a page.
 */
export function useTexts<N extends ScreenNamespace = 'common'>(namespace?: N): TFunction<[N, 'common']> {
  const { i18n } = useContext(I18nContext)
  const name = namespace ?? 'common'
  let texts = kept.get(i18n)
  if (!texts) {
    texts = new Map()
    kept.set(i18n, texts)
  }
  let t = texts.get(name)
  if (!t) {
    if (!i18n.hasLoadedNamespace(name)) throw i18n.loadNamespaces(name)
    t = remembered(i18n.getFixedT(i18n.language, [name, 'common']) as TFunction<never>)
    texts.set(name, t)
  }
  return t as TFunction<[N, 'common']>
}
