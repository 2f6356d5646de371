import ts from 'typescript'
import { expect, test } from 'vitest'
import { eachNode, parsed, type Source, sourcesIn } from './source.ts'

/**
 * Headers arrive as latin1: `trim()` and `\s` strip U+00A0, and a regular expression that was meant for text then reads another name than the
 * browser wrote. `app/platform/http/{header-values,cookies}.ts` read headers by characters; nothing else takes one apart.
 */
const HEADER = /\bheaders?\b|\bcookies?\b|\bacceptLanguage\b|\buserAgent\b/i
const TRIM = new Set(['trim', 'trimStart', 'trimEnd'])
const OF_TEXT = new Set(['match', 'matchAll', 'replace', 'replaceAll', 'search', 'split'])
const OF_PATTERN = new Set(['test', 'exec'])
/** The User-Agent is only matched for the name of a device that its owner reads; nothing is decided by it. */
const ALLOWED = new Set(['app/platform/http/device.ts'])

function isPattern(node: ts.Node | undefined): boolean {
  return node !== undefined && (ts.isRegularExpressionLiteral(node) || /^[A-Z][A-Z_]+$/.test(node.getText()))
}

function takenApart(source: Source): string[] {
  const found: string[] = []
  eachNode(parsed(source), (node) => {
    if (!ts.isCallExpression(node) || !ts.isPropertyAccessExpression(node.expression)) return
    const { name, expression } = node.expression
    const [first] = node.arguments
    const isOnHeader = HEADER.test(expression.getText())
    const breaks =
      (isOnHeader && TRIM.has(name.text)) ||
      (isOnHeader && OF_TEXT.has(name.text) && isPattern(first)) ||
      (OF_PATTERN.has(name.text) && isPattern(expression) && first !== undefined && HEADER.test(first.getText()))
    if (breaks) found.push(`${source.file}: ${node.getText().slice(0, 80)}`)
  })
  return found
}

const sources = sourcesIn('app/server', 'app/platform/http', 'app/routes').concat(
  sourcesIn('app').filter(({ file }) => file === 'app/entry.server.tsx'),
)

test('no header is trimmed or matched by a regular expression', () => {
  expect(sources.filter(({ file }) => !ALLOWED.has(file)).flatMap(takenApart)).toEqual([])
})

test('the Cookie header is parsed in one place', () => {
  const splits = sources.filter(({ text }) => /split\(['"];['"]\)/.test(text)).map(({ file }) => file)
  expect(splits).toEqual(['app/platform/http/cookies.ts'])
})

test('detects a planted trim or regular expression on a header, and leaves other texts alone', () => {
  const seen = (text: string) => takenApart({ file: 'app/server/x.ts', text })
  expect(seen("request.headers.cookie.split(';')[0].trim()")).toHaveLength(1)
  expect(seen('cookie.matchAll(PATTERN)')).toHaveLength(1)
  expect(seen("/gzip/.test(String(request.headers['accept-encoding']))")).toHaveLength(1)
  expect(seen("HOST.test(request.headers.host ?? '')")).toHaveLength(1)
  expect(seen("name.trim(); FORWARDING.test(path); text.replace(/a/, 'b')")).toEqual([])
})
