import ts from 'typescript'
import { expect, test } from 'vitest'
import { eachNode, parsed, type Source, sourcesIn } from './source.ts'

const sources = sourcesIn('app', 'db').filter(({ file }) => /\.tsx?$/.test(file))
const MOST_LINES = 300
const MOST_LINES_OF_A_ROUTE = 80

function lines(text: string): number {
  return text.trimEnd().split('\n').length
}

test('no file needs more than 300 lines, no route more than 80', () => {
  const long = sources.flatMap(({ file, text }) => {
    const most = file.startsWith('app/routes/') ? MOST_LINES_OF_A_ROUTE : MOST_LINES
    return lines(text) > most ? [`${file}: ${lines(text)} lines, at most ${most}`] : []
  })
  expect(long).toEqual([])
})

test('transactions open in one place, those of the file for confidences in another', () => {
  const places = sources.filter(({ text }) => text.includes('.transaction(')).map(({ file }) => file)
  expect(places.sort()).toEqual(['db/confidential/transaction.server.ts', 'db/transaction.server.ts'])
})

const WORDS = /\p{L}{2,}/u
/** Attributes a reader or a screen reader meets. */
const READ_ATTRIBUTES = new Set(['aria-label', 'title', 'alt', 'placeholder', 'label'])

function literalTexts(source: Source): string[] {
  const found: string[] = []
  eachNode(parsed(source), (node) => {
    const text = ts.isJsxText(node)
      ? node.text.replace(/&\w+;/g, '').trim()
      : ts.isJsxExpression(node) &&
          node.expression &&
          ts.isStringLiteralLike(node.expression) &&
          ts.isJsxElement(node.parent)
        ? node.expression.text
        : ts.isJsxAttribute(node) &&
            node.initializer &&
            ts.isStringLiteral(node.initializer) &&
            READ_ATTRIBUTES.has(node.name.getText())
          ? node.initializer.text
          : ''
    if (WORDS.test(text)) found.push(`${source.file}: ${text}`)
  })
  return found
}

test('no screen holds a literal text: every word a reader meets comes from locales/', () => {
  expect(sources.filter(({ file }) => file.endsWith('.tsx')).flatMap(literalTexts)).toEqual([])
})

test('a planted literal text is seen, a mark or a space is not', () => {
  const seen = (text: string) => literalTexts({ file: 'app/ui/x.tsx', text })
  expect(seen('const a = <p>Welkom</p>')).toEqual(['app/ui/x.tsx: Welkom'])
  expect(seen("const a = <p>{'Welkom'}</p>")).toEqual(['app/ui/x.tsx: Welkom'])
  expect(seen('const a = <img alt="Een foto" />')).toEqual(['app/ui/x.tsx: Een foto'])
  expect(seen('const a = <p className="lead">{t("a.b")}&nbsp;·&nbsp;{count}</p>')).toEqual([])
})
