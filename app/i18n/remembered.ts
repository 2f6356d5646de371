import type { TFunction } from 'i18next'

/** A count is part of what is remembered, as it decides between one and many; so many at most, so that nobody can fill the memory by asking for counts. */
const MOST_WITH_COUNT = 2_000
const PLACEHOLDER = /\{\{(\w+)\}\}/g

type Values = Readonly<Record<string, unknown>>
type Look = (key: string, options?: Values) => string

/** Whether these options say nothing but what stands in the text. */
function areValues(options: Values): boolean {
  return Object.values(options).every((value) => typeof value === 'string' || typeof value === 'number')
}

/** The text with its values put in; what was typed is put in as it is, and read as nothing else. */
function filled(text: string, values: Values): string {
  return text.replace(PLACEHOLDER, (_, name: string) => String(values[name] ?? ''))
}

/**
 * The same texts, each looked up once: i18next takes some microseconds a text and fifty with a value in it, and a page has hundreds. Values are
 * put in here; a test holds that the texts have no other placeholders than `{{name}}`.
 */
export function remembered<T extends TFunction<never>>(t: T): T {
  const look = t as unknown as Look
  const known = new Map<string, string>()
  const counted = new Map<string, string>()
  function remember(key: string): string {
    const before = known.get(key)
    if (before !== undefined) return before
    const text = look(key)
    known.set(key, text)
    return text
  }
  function rememberCounted(key: string, options: Values): string {
    const { count = '' } = options
    const name = `${key} ${count}`
    const before = counted.get(name)
    if (before !== undefined) return before
    if (counted.size >= MOST_WITH_COUNT) counted.clear()
    const text = look(key, { ...(count === '' ? {} : { count }), skipInterpolation: true })
    counted.set(name, text)
    return text
  }
  function text(key: string, options?: Values): string {
    if (options === undefined) return remember(key)
    if (!areValues(options)) return look(key, options)
    const { ns, ...values } = options
    const whole = ns === undefined ? key : `${ns}:${key}`
    return filled(rememberCounted(whole, values), values)
  }
  return text as unknown as T
}
