// Turns the list of icons into app/ui/icons.css: one mask an icon, so that an icon costs no element on the page and no script.
import { readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const root = new URL('../', import.meta.url)

/** The shapes of a Lucide icon; an old name leads to the file of the new one. */
async function shapesOf(lucide) {
  const file = new URL(`node_modules/lucide-react/dist/esm/icons/${lucide}.mjs`, root)
  const { __iconData } = await import(file.href)
  if (__iconData) return __iconData.node
  const [, newName] = /from '\.\/([a-z0-9-]+)\.mjs'/.exec(readFileSync(file, 'utf8'))
  return shapesOf(newName)
}

/** The icons as CSS custom properties, from the Lucide shapes. */
export async function iconsCss() {
  const source = readFileSync(new URL('app/ui/icon-names.ts', root), 'utf8')
  const list = [...source.matchAll(/^ {2}'?([a-z-]+)'?: '([a-z0-9-]+)',$/gm)]
  const lines = await Promise.all(
    list.map(async ([, name, lucide]) => {
      const shapes = (await shapesOf(lucide))
        .map(
          ([tag, { key: _, ...attributes }]) =>
            `<${tag} ${Object.entries(attributes)
              .map(([k, v]) => `${k}='${v}'`)
              .join(' ')}/>`,
        )
        .join('')
      const svg = `<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 24 24' fill='none' stroke='black' stroke-width='1.75' stroke-linecap='round' stroke-linejoin='round'>${shapes}</svg>`
      const data = svg.replaceAll('<', '%3C').replaceAll('>', '%3E').replaceAll('#', '%23')
      return `[data-icon="${name}"] {\n  --icon: url("data:image/svg+xml,${data}");\n}`
    }),
  )
  return `/* Made by \`npm run icons\` from app/ui/icon-names.ts; shapes by Lucide (ISC). Do not edit. */\n${lines.join('\n')}\n`
}

if (process.argv[1] === fileURLToPath(import.meta.url))
  writeFileSync(new URL('app/ui/icons.css', root), await iconsCss())
