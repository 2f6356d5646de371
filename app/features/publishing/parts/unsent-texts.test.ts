import { expect, test } from 'vitest'
import { forgetUnsent, keepUnsent, unsentTexts } from './unsent-texts.ts'

const NOW = Date.parse('2026-12-01T10:00:00Z')
const DAY_MS = 86_400_000
const text = (value: string, at = NOW) => ({ values: [['value', value] as [string, string]], was: 'a-b', at })

/** What a browser keeps for a site. */
function store() {
  const items = new Map<string, string>()
  return {
    items,
    get length() {
      return items.size
    },
    key: (place: number) => [...items.keys()][place] ?? null,
    getItem: (key: string) => items.get(key) ?? null,
    setItem: (key: string, value: string) => void items.set(key, value),
    removeItem: (key: string) => void items.delete(key),
  }
}

test('a text stays in the browser until the server has it: of its person, its offer and its field alone', () => {
  const browser = store()
  keepUnsent(browser, 'fatima', 'o1', new Map([['title.nl', text('Titel')]]))
  keepUnsent(browser, 'fatima', 'o1', new Map([['body.nl', text('x'.repeat(200_000))]]))
  keepUnsent(browser, 'fatima', 'o2', new Map([['title.nl', text('Anders')]]))
  expect([...unsentTexts(browser, 'fatima', 'o1', NOW).keys()]).toEqual(['title.nl', 'body.nl'])
  forgetUnsent(browser, 'fatima', 'o1', ['title.nl'])
  expect([...unsentTexts(browser, 'fatima', 'o1', NOW).keys()]).toEqual(['body.nl'])
  expect(unsentTexts(browser, 'fatima', 'o2', NOW).get('title.nl')).toEqual(text('Anders'))
})

test('it goes after a week, and as soon as anybody else opens an editor in this browser', () => {
  const browser = store()
  browser.setItem('theme', 'dark')
  keepUnsent(browser, 'fatima', 'o1', new Map([['title.nl', text('Titel')]]))
  expect(unsentTexts(browser, 'fatima', 'o1', NOW + 7 * DAY_MS).size).toBe(0)
  keepUnsent(browser, 'fatima', 'o1', new Map([['title.nl', text('Titel')]]))
  expect(unsentTexts(browser, 'pieter', 'o1', NOW).size).toBe(0)
  expect([...browser.items]).toEqual([['theme', 'dark']])
})

test('a browser that has no room or holds something broken stops nobody', () => {
  const broken = {
    ...store(),
    getItem: () => '{"title.nl":',
    setItem: () => {
      throw new Error('full')
    },
  }
  keepUnsent(broken, 'fatima', 'o1', new Map([['title.nl', text('Titel')]]))
  expect(unsentTexts(broken, 'fatima', 'o1', NOW).size).toBe(0)
})
