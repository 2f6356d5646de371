import { expect, test } from 'vitest'
import { oneOf, seeded } from '#tests/support/random.ts'
import { cleanMarkdown, plainText, renderMarkdown } from './markdown.server.ts'

const ATTACKS = [
  '<script>alert(1)</script>',
  '<scr<script>ipt>alert(1)</scr</script>ipt>',
  '<img src=x onerror=alert(1)>',
  '<IMG SRC=x OnError="alert(1)"',
  '<svg/onload=alert(1)>',
  '<svg><script>alert(1)</script></svg>',
  '<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=alert(1)&gt;">',
  '<a href="javascript:alert(1)">klik</a>',
  '<iframe srcdoc="<script>alert(1)</script>"></iframe>',
  '<object data="data:text/html,<script>alert(1)</script>">',
  '<style>@import "//evil.example"</style>',
  '<!--><script>alert(1)</script>-->',
  '<form action="https://evil.example"><input name=wachtwoord></form>',
  '[klik](javascript:alert(1))',
  '[klik](JaVaScRiPt:alert(1))',
  '[klik](java&#10;script:alert(1))',
  '[klik](&#106;avascript:alert(1))',
  '[klik](&#x6A;avascript&colon;alert(1))',
  '[klik](<java\tscript:alert(1)>)',
  '[klik](\u0001javascript:alert(1))',
  '[klik](%6Aavascript:alert(1))',
  '[klik](vbscript:msgbox(1))',
  '[klik](data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==)',
  '[klik](data:image/svg+xml,<svg onload=alert(1)>)',
  '[klik](data:image/png;base64,AAAA)',
  '[klik](//evil.example)',
  '[klik][1]\n\n[1]: javascript:alert(1)',
  '<javascript:alert(1)>',
  '![plaatje](javascript:alert(1))',
  '![plaatje](https://evil.example/volg.png)',
  '[x](https://a.example "onmouseover=alert(1) \\" onfocus=alert(1)")',
  '`<script>alert(1)</script>`',
  '```html"><script>alert(1)</script>\n<script>alert(1)</script>\n```',
  '> <script>alert(1)</script>\n> - <img src=x onerror=alert(1)>',
  '| a |\n|---|\n| <img src=x onerror=alert(1)> |',
]

const TAGS = 'p|h2|h3|h4|ul|ol|li|strong|em|a|blockquote|code|pre|hr|br|table|thead|tbody|tr|th|td'
/** Every `<` in an answer must begin a tag of the list, with nothing but an address or a number on it. */
const KNOWN_TAG = new RegExp(`^</?(?:${TAGS})(?: href="([^"<>]*)"| start="\\d+")?\\s*/?>`)
const PAGE = 'https://koers.example/nl/offer/x'

/** Where a browser would go: a page of the portal, or an address that is written out in full. */
function isHarmless(href: string): boolean {
  const target = new URL(href.replaceAll('&quot;', '"').replaceAll('&amp;', '&'), PAGE)
  return target.origin === new URL(PAGE).origin || /^(https?:\/\/|mailto:|tel:)/i.test(href)
}

function dangers(html: string): string[] {
  return [...html.matchAll(/</g)]
    .map(({ index }) => html.slice(index, index + 120))
    .filter((text) => {
      const tag = KNOWN_TAG.exec(text)
      return !tag || (tag[1] !== undefined && !isHarmless(tag[1]))
    })
}

test.each(ATTACKS)('%s does no harm on a page', (attack) => {
  expect(dangers(renderMarkdown(attack))).toEqual([])
  expect(dangers(renderMarkdown(cleanMarkdown(attack)))).toEqual([])
  expect(dangers(renderMarkdown(`- punt\n\n  > **${attack}**`))).toEqual([])
})

test('the check for harm sees harm', () => {
  for (const html of [
    '<script>',
    '<p onclick="x">',
    '<a href="javascript:x">',
    '<a href="//evil.example">',
    '<img src="x">',
  ])
    expect(dangers(html)).toHaveLength(1)
})

test('what stands in a text for use stays in it', () => {
  const html = renderMarkdown(
    '# Kop\n\n**Vet** en *schuin*, [uitleg](/nl/about) en https://a.example\n\n1. een\n\n| a |\n|---|\n| b |',
  )
  for (const part of [
    '<h2>Kop</h2>',
    '<strong>Vet</strong>',
    '<em>schuin</em>',
    '<a href="/nl/about">uitleg</a>',
    '<a href="https://a.example">',
    '<ol>',
    '<td>b</td>',
  ]) {
    expect(html).toContain(part)
  }
})

test.each([
  'R&O',
  'a < b',
  'a < b en c > d',
  'R&D & "meer"',
  '5 > 3',
  'AT&amp;T',
  '&lt;b&gt;',
  '  ruimte  ',
  '**vet**\n\n- punt',
  '<3',
  'x <= y',
])('«%s» has nothing like a tag and is stored letter for letter', (text) => {
  expect(cleanMarkdown(text)).toBe(text)
})

test('signs between tags survive when the tags go', () => {
  expect(cleanMarkdown('<b>R&O</b> en "5 > 3"')).toBe('R&O en "5 > 3"')
  expect(plainText(cleanMarkdown('<b>R&O</b>: a < b'))).toContain('R&amp;O: a &lt; b')
})

const PIECES = [
  '<',
  '>',
  '&',
  '"',
  "'",
  '&lt;',
  '&gt;',
  '&amp;',
  '&amp;lt;',
  '&quot;',
  '<b>',
  '</b>',
  '<script>',
  '<!--',
  '-->',
  '<a href="',
  '<![CDATA[',
  ']]>',
  '<?x',
  'a',
  ' ',
  '\n',
  '# ',
  '**',
  '&#60;',
  '&#x3c;',
  'é',
  '🙂',
]

test('cleaning twice changes nothing more, leaves no HTML tag in prose, and does no harm (2,000 random texts)', () => {
  const random = seeded(20270201)
  for (let round = 0; round < 2_000; round++) {
    const text = Array.from({ length: 1 + Math.floor(random() * 14) }, () => oneOf(random, PIECES)).join('')
    const once = cleanMarkdown(text)
    expect(cleanMarkdown(once), JSON.stringify(text)).toBe(once)
    // Outside code no closed tag is left; what is no HTML tag is text, and stays.
    const prose = once.replace(/```[\s\S]*?```|``[^\n]*?``|`[^`\n]*`/g, '')
    expect(prose, JSON.stringify(text)).not.toMatch(
      /<\/?(script|img|svg|iframe|style|a|b|p|div|math|form)(\s[^<>]*)?>/i,
    )
    expect(dangers(renderMarkdown(text)), JSON.stringify(text)).toEqual([])
    expect(dangers(renderMarkdown(once)), JSON.stringify(text)).toEqual([])
  }
})

test('the words of a text stand in one line', () => {
  expect(plainText('## Kop\n\nEerste *regel*.\n\n- punt')).toBe('Kop Eerste regel. punt')
})

test.each([
  'Voor groepen <tien personen.\n\nDaarna nog een alinea.',
  'Als x<y. De rest blijft.',
  'Kijk op <https://example.org/x> of mail <loopbaan@example.org>.',
  'Met `<div>` begin je een blok.',
  '```\n<script>\n```',
  '1 < 2 en 3 > 2',
])('nothing of «%s» is lost', (text) => {
  expect(cleanMarkdown(text)).toBe(text)
})

test('only the tags of a text go, the words stay', () => {
  expect(cleanMarkdown('Een <b>vet</b> woord, 1 < 2.<script>alert(1)</script>')).toBe('Een vet woord, 1 < 2.')
})
