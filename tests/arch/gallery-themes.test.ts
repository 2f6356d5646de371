import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

/** The colours that a piece of a sheet defines. */
function coloursIn(css: string): Record<string, string> {
  return Object.fromEntries(
    [...css.matchAll(/--([\w-]+):\s*(#[0-9a-f]{6});/g)].map(([, name = '', value = '']) => [name, value]),
  )
}

function halves(file: string, dark: string): Record<string, string>[] {
  const css = readFileSync(file, 'utf8').replace(/\/\*.*?\*\//gs, '')
  const place = css.indexOf(dark)
  expect(place, file).toBeGreaterThan(0)
  return [coloursIn(css.slice(0, place)), coloursIn(css.slice(place))]
}

test('the gallery shows both themes in the colours of the portal', () => {
  const shown = halves('app/ui/gallery/themes.css', '[data-theme="dark"]')
  expect(shown).toEqual(halves('app/ui/tokens.css', '@media screen and (prefers-color-scheme: dark)'))
  expect(Object.keys(shown[0] ?? {}).length).toBeGreaterThan(25)
})
