import type { TFunction } from 'i18next'
import { expect, test } from 'vitest'
import { i18nFor } from './instance.server.ts'
import { LANGUAGES } from './languages.ts'
import { remembered } from './remembered.ts'
import { resources } from './resources.server.ts'

type Look = (key: string, options?: Record<string, unknown>) => string

function leaves(tree: unknown, key = ''): Array<[key: string, text: string]> {
  if (typeof tree === 'string') return [[key, tree]]
  return Object.entries(tree as object).flatMap(([name, part]) => leaves(part, key ? `${key}.${name}` : name))
}

const PLURAL = /_(?:one|other)$/

test.each(LANGUAGES)('every text is what i18next makes of it, with values and with one or many (%s)', (language) => {
  const { t } = i18nFor(language)
  const [plain, quick] = [t as unknown as Look, remembered(t as unknown as TFunction<never>) as unknown as Look]
  const wrong: string[] = []
  for (const [namespace, tree] of Object.entries(resources[language])) {
    for (const [name, text] of leaves(tree)) {
      const key = `${namespace}:${name.replace(PLURAL, '')}`
      const names = [...text.matchAll(/\{\{(\w+)\}\}/g)].map(([, one]) => one ?? '')
      const values = Object.fromEntries(names.map((one) => [one, one === 'count' ? 3 : `$& <${one}> & $1`]))
      for (const count of [undefined, 0, 1, 2, 1_000]) {
        if (count === undefined && PLURAL.test(name)) continue
        const options = { ...values, ...(count === undefined ? {} : { count }) }
        const given = Object.keys(options).length > 0 ? options : undefined
        for (let time = 0; time < 2; time++) if (quick(key, given) !== plain(key, given)) wrong.push(`${key} ${count}`)
      }
    }
  }
  expect(wrong).toEqual([])
})

test('texts have no other placeholders than a name, and no text is put into another', () => {
  const odd = LANGUAGES.flatMap((language) =>
    leaves(resources[language]).filter(([, text]) => /\{\{(?!\w+\}\})|\$t\(/.test(text)),
  )
  expect(odd).toEqual([])
})

test('what somebody typed is put in as it is, and is read as nothing else', () => {
  const t = remembered(i18nFor('nl').t as unknown as TFunction<never>) as unknown as Look
  for (const q of ['{{q}}', '$t(common:menu)', '$&', '<b>', '{{count}}'])
    expect(t('catalogue:offer.mailSubject', { title: q })).toContain(q)
})

test('a namespace beside the key, and values that are no text, go the way of i18next', () => {
  const { t } = i18nFor('en')
  const [plain, quick] = [t as unknown as Look, remembered(t as unknown as TFunction<never>) as unknown as Look]
  expect(quick('kind.training', { ns: 'offer' })).toBe(plain('offer:kind.training'))
  expect(quick('offer:seats.left', { count: 4, other: null })).toBe(plain('offer:seats.left', { count: 4 }))
})
