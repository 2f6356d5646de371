import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { kinds } from '#app/features/catalogue/kinds.ts'

const css = readFileSync('app/ui/tokens.css', 'utf8').replace(/\/\*.*?\*\//gs, '')
const darkStart = css.search(/@media screen and \(prefers-color-scheme: dark\)/)

function tokens(text: string): Record<string, string> {
  return Object.fromEntries(
    [...text.matchAll(/--([\w-]+):\s*([^;]+);/g)].map(([, name = '', value = '']) => [name, value.trim()]),
  )
}

const light = tokens(css.slice(0, darkStart))
const dark = { ...light, ...tokens(css.slice(darkStart)) }

/** Relative luminance (WCAG 2.2). */
function luminance(colour: string | undefined): number {
  const [, hex] = /^#([0-9a-f]{6})$/i.exec(colour ?? '') ?? []
  if (!hex) throw new Error(`a colour must be six hexadecimal digits: ${colour}`)
  const [red = 0, green = 0, blue = 0] = [0, 2, 4].map((place) => {
    const part = Number.parseInt(hex.slice(place, place + 2), 16) / 255
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

function contrast(a: string | undefined, b: string | undefined): number {
  const [dark = 0, light = 0] = [luminance(a), luminance(b)].sort((x, y) => x - y)
  return (light + 0.05) / (dark + 0.05)
}

/** What is written on what. */
const TEXT_ON: ReadonlyArray<[text: string, grounds: string[]]> = [
  ...['ink', 'ink-soft', 'ink-faint'].map((text): [string, string[]] => [text, ['paper', 'surface', 'sunken']]),
  ['brand', ['paper', 'surface', 'brand-tint']],
  ['brand-strong', ['paper', 'surface', 'brand-tint']],
  ['accent', ['paper', 'surface', 'accent-tint']],
  ...['training', 'mentoring', 'coaching', 'vacancy', 'event', 'instrument', 'story'].map(
    (text): [string, string[]] => [text, ['paper', 'surface']],
  ),
  ...['ok', 'warn', 'danger'].map((text): [string, string[]] => [text, ['surface', `${text}-tint`]]),
  ['on-brand', ['brand']],
  ['ink', ['brand-tint', 'accent-tint', 'ok-tint', 'warn-tint', 'danger-tint', 'mark']],
]
const PAIRS = TEXT_ON.flatMap(([text, grounds]) => grounds.map((ground) => [text, ground] as const))
const THEMES = [
  ['light', light],
  ['dark', dark],
] as const

test('the dark colours stand after the light ones and replace every colour', () => {
  expect(darkStart).toBeGreaterThan(0)
  const colours = Object.entries(light)
    .filter(([, value]) => value.startsWith('#'))
    .map(([name]) => name)
  expect(Object.keys(tokens(css.slice(darkStart)))).toEqual(expect.arrayContaining(colours))
})

test.each(THEMES)('every text is readable on what it stands on: at least 4.5 to 1 (%s)', (_, values) => {
  const weak = PAIRS.map(([text, ground]) => ({ text, ground, ratio: contrast(values[text], values[ground]) }))
    .filter(({ ratio }) => ratio < 4.5)
    .map(({ text, ground, ratio }) => `--${text} on --${ground}: ${ratio.toFixed(2)}`)
  expect(weak).toEqual([])
})

test.each(THEMES)('the edge of a field can be seen: at least 3 to 1 (%s)', (_, values) => {
  for (const ground of ['paper', 'surface'])
    expect(contrast(values['line-strong'], values[ground]), ground).toBeGreaterThanOrEqual(3)
})

test('every kind has a colour of its own in both themes', () => {
  for (const kind of kinds)
    expect([light[kind.colour], dark[kind.colour]], kind.id).toEqual([
      expect.stringMatching(/^#/),
      expect.stringMatching(/^#/),
    ])
})

test('contrast is worked out as WCAG does', () => {
  expect(contrast('#000000', '#ffffff')).toBeCloseTo(21, 5)
  expect(contrast('#767676', '#ffffff')).toBeCloseTo(4.54, 2)
})
