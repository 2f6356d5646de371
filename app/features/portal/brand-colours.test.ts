import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { seeded, tries } from '#tests/support/random.ts'
import { brandTokensFor, contrast, GROUNDS, nearestReadable, STANDARD, styleSheet } from './brand-colours.ts'
import { checkColour } from './portal-rules.ts'

const css = readFileSync('app/ui/tokens.css', 'utf8').replace(/\/\*.*?\*\//gs, '')
const darkStart = css.search(/@media screen and \(prefers-color-scheme: dark\)/)

function tokensIn(text: string): Record<string, string> {
  return Object.fromEntries(
    [...text.matchAll(/--([\w-]+):\s*(#[0-9a-f]{6});/g)].map(([, name = '', value = '']) => [name, value]),
  )
}
const standard = { light: tokensIn(css.slice(0, darkStart)), dark: tokensIn(css.slice(darkStart)) }

/** What is written on what, wherever a colour of the university is one of the two. */
const TEXT_ON: ReadonlyArray<[text: string, grounds: string[]]> = [
  ['brand', ['paper', 'surface', 'sunken', 'brand-tint', 'ok-tint', 'warn-tint', 'danger-tint']],
  ['brand-strong', ['paper', 'surface', 'sunken', 'brand-tint']],
  ['accent', ['paper', 'surface', 'sunken', 'accent-tint']],
  ['on-brand', ['brand', 'brand-strong']],
  ['ink', ['brand-tint', 'accent-tint']],
  ['ink-soft', ['brand-tint', 'accent-tint']],
]

function weakOnes(theme: 'light' | 'dark', brand: string, accent: string): string[] {
  const values = { ...standard[theme], ...brandTokensFor({ brand, accent })[theme] }
  return TEXT_ON.flatMap(([text, grounds]) =>
    grounds.flatMap((ground) => {
      const ratio = contrast(values[text] ?? '', values[ground] ?? '')
      return ratio >= 4.5 ? [] : [`${brand}/${accent} ${theme}: ${text} on ${ground} ${ratio.toFixed(2)}`]
    }),
  )
}

function hexOf(number: number): string {
  return `#${number.toString(16).padStart(6, '0')}`
}

/** The first colours of every kind that may be special, then whatever comes. */
const EXTREMES = ['#000000', '#ffffff', '#ff0000', '#00ff00', '#0000ff', '#ffff00', '#00ffff', '#ff00ff', '#777777']
const random = seeded(5)
const ROUNDS = tries(2_000)
const COLOURS = [...EXTREMES, ...Array.from({ length: ROUNDS }, () => hexOf(Math.floor(random() * 0x1000000)))]

test(`${ROUNDS} colours give readable tokens in light and dark, or are refused with one that does`, () => {
  const weak: string[] = []
  let [taken, refused] = [0, 0]
  for (const [place, colour] of COLOURS.entries()) {
    const checked = checkColour(place % 2 ? 'brand' : 'accent', colour)
    const proposal = 'problem' in checked ? checked.problem.proposal : undefined
    if (proposal) refused++
    else taken++
    const used = proposal ?? colour
    // What is proposed is taken, and it is the brand colour itself that is shown, not something like it.
    expect(nearestReadable(used), colour).toBe(used)
    expect(brandTokensFor({ brand: used, accent: used }).light).toMatchObject({ brand: used, accent: used })
    weak.push(...weakOnes('light', used, used), ...weakOnes('dark', used, used))
  }
  expect(weak).toEqual([])
  // Both happen often, so that neither half of the promise is empty.
  expect(Math.min(taken, refused)).toBeGreaterThan(ROUNDS * 0.15)
})

test('a proposal is the same hue, and no darker than it takes', () => {
  // Yellow: a shade lighter than what is proposed could not be read any more.
  const proposal = nearestReadable('#ffcc00')
  const [red, green, blue] = [1, 3, 5].map((place) => Number.parseInt(proposal.slice(place, place + 2), 16))
  expect(red).toBeGreaterThan(green ?? 0)
  expect(green).toBeGreaterThan((blue ?? 0) + 60)
  const worst = Math.min(...Object.values(GROUNDS.light).map((ground) => contrast(proposal, ground)))
  expect(worst).toBeGreaterThanOrEqual(4.5)
  expect(worst).toBeLessThan(4.75)
})

test('the standard colours would pass as well', () => {
  for (const colour of Object.values(STANDARD)) expect(nearestReadable(colour)).toBe(colour)
  expect(weakOnes('light', STANDARD.brand, STANDARD.accent)).toEqual([])
})

test('what is not chosen keeps its standard tokens, and without any choice there is no stylesheet', () => {
  expect(styleSheet(brandTokensFor({ brand: null, accent: null }))).toBe('')
  const { light, dark } = brandTokensFor({ brand: null, accent: '#7a1fa2' })
  expect(Object.keys(light)).toEqual(['accent', 'accent-tint'])
  expect(Object.keys(dark)).toEqual(['accent', 'accent-tint'])
  // Every token that is set has a name that tokens.css knows.
  const { light: all } = brandTokensFor({ brand: '#7a0019', accent: '#7a1fa2' })
  expect(Object.keys(all).filter((name) => !(name in standard.light))).toEqual([])
})

test('a colour that cannot be read, however it got into the database, is not used', () => {
  expect(brandTokensFor({ brand: '#ffff00', accent: null })).toEqual({ light: {}, dark: {} })
})

test('the stylesheet holds names and six digits, and nothing else', () => {
  const sheet = styleSheet(brandTokensFor({ brand: '#7a0019', accent: '#7a1fa2' }))
  const block = 'html:root\\{(?:--[a-z-]+:#[0-9a-f]{6};?)+\\}'
  expect(sheet).toMatch(new RegExp(`^${block}\\n@media screen and \\(prefers-color-scheme:dark\\)\\{${block}\\}\\n$`))
})

test('the grounds that colours are measured against are those of tokens.css', () => {
  for (const theme of ['light', 'dark'] as const) expect(standard[theme]).toMatchObject(GROUNDS[theme])
  expect(standard.light).toMatchObject(STANDARD)
})

test('contrast is worked out as WCAG does', () => {
  expect(contrast('#000000', '#ffffff')).toBeCloseTo(21, 5)
  expect(contrast('#767676', '#ffffff')).toBeCloseTo(4.54, 2)
})
