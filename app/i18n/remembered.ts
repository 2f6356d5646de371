import type { TFunction } from 'i18next'

/** The same texts, where one without placeholders is looked up once: i18next takes some microseconds a text, and a page has hundreds. */
export function remembered<T extends TFunction<never>>(t: T): T {
  const known = new Map<string, string>()
  const look = t as unknown as (key: string, options?: unknown) => string
  function remember(key: string, options?: unknown): string {
    if (options !== undefined) return look(key, options)
    let text = known.get(key)
    if (text === undefined) {
      text = look(key)
      known.set(key, text)
    }
    return text
  }
  return remember as unknown as T
}
