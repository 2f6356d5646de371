import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'

const TOKENS = 'app/ui/tokens.css'
/** Stands alone: it is there when the portal is not. */
const ALONE = 'public/plain.css'
const SHEETS = ['app', 'public']
  .flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((file) => path.join(folder, file)),
  )
  .filter((file) => file.endsWith('.css'))
  .sort()

type Declaration = { name: string; value: string }

function declarationsIn(file: string): Declaration[] {
  const css = readFileSync(file, 'utf8')
    .replace(/\/\*.*?\*\//gs, '')
    .replace(/url\("[^"]*"\)/g, 'url()')
  return [...css.matchAll(/(?<=[{;]\s*)([\w-]+):\s*([^;{}]+?)\s*(?=[;}])/g)].map(([, name = '', value = '']) => ({
    name,
    value: value.replace(/\s+/g, ' '),
  }))
}

const tokens = new Map(declarationsIn(TOKENS).map(({ name, value }) => [name, value.replace(/,\s*/g, ', ')]))

const DISTANCE =
  /^(margin|padding|gap|row-gap|column-gap|grid-gap|inset|top|right|bottom|left|scroll-(margin|padding))\b/
const TYPE = /^(font|font-size)$/
/** A length, with the number before its unit. */
const LENGTH = /(?<![\w-])-?\d*\.?\d+(?:rem|em|px|pt|ch|ex|vw|vh|cm|mm)\b/g
/** No distance, but one thing exactly over the edge of another, or something for a screen reader only. */
const NO_DISTANCE = new Set(['-1px'])

/** The lengths in distances and type sizes that are not from the scales. */
function literalsIn(file: string): string[] {
  return declarationsIn(file)
    .filter(({ name }) => DISTANCE.test(name) || TYPE.test(name))
    .flatMap(({ name, value }) =>
      (value.match(LENGTH) ?? []).filter((length) => !NO_DISTANCE.has(length)).map(() => `${name}: ${value}`),
    )
}

test('there are six sizes of type and seven distances', () => {
  const named = (start: string) => [...tokens.keys()].filter((name) => name.startsWith(start))
  expect(named('--step-')).toEqual([1, 2, 3, 4, 5, 6].map((size) => `--step-${size}`))
  expect(named('--space-')).toEqual([1, 2, 3, 4, 5, 6, 7].map((distance) => `--space-${distance}`))
  expect(SHEETS).toEqual(expect.arrayContaining([TOKENS, ALONE, 'app/ui/field.css']))
})

test.each(SHEETS)('%s takes every distance and every size of type from the scales', (file) => {
  expect(literalsIn(file)).toEqual([])
})

test.each(SHEETS.filter((file) => file !== TOKENS))('%s defines no scale of its own', (file) => {
  const own = declarationsIn(file).filter(({ name, value }) => name.startsWith('--') && value.match(LENGTH))
  const isCopy = ({ name, value }: Declaration) => file === ALONE && tokens.get(name) === value.replace(/,\s*/g, ', ')
  expect(own.filter((one) => !isCopy(one))).toEqual([])
})

test('every token that a sheet uses exists', () => {
  const used = SHEETS.flatMap((file) =>
    [...readFileSync(file, 'utf8').matchAll(/var\((--(?:step|space|target)[\w-]*)\)/g)].map(([, name = '']) => name),
  )
  expect(used.length).toBeGreaterThan(200)
  expect([...new Set(used)].filter((name) => !tokens.has(name))).toEqual([])
})
