import MarkdownIt from 'markdown-it'
import sanitizeHtml from 'sanitize-html'

const markdown = new MarkdownIt({ html: false, linkify: true, typographer: false })

const ALLOWED: sanitizeHtml.IOptions = {
  allowedTags: [
    'p',
    'h2',
    'h3',
    'h4',
    'ul',
    'ol',
    'li',
    'strong',
    'em',
    'a',
    'blockquote',
    'code',
    'pre',
    'hr',
    'br',
    'table',
    'thead',
    'tbody',
    'tr',
    'th',
    'td',
  ],
  allowedAttributes: { a: ['href'], ol: ['start'] },
  allowedSchemes: ['http', 'https', 'mailto', 'tel'],
  allowProtocolRelative: false,
  // A text never brings the page's own top heading.
  transformTags: { h1: 'h2' },
}

const HTML_NAMES =
  'a|abbr|address|article|aside|audio|b|base|blockquote|body|br|button|canvas|caption|center|code|col|colgroup|dd|details|dialog|div|dl|dt|em|embed|fieldset|figcaption|figure|font|footer|form|frame|frameset|h[1-6]|head|header|hr|html|i|iframe|img|input|ins|kbd|label|legend|li|link|main|map|mark|math|menu|meta|nav|noscript|object|ol|optgroup|option|p|param|picture|pre|q|s|samp|script|section|select|small|source|span|strike|strong|style|sub|summary|sup|svg|table|tbody|td|template|textarea|tfoot|th|thead|time|title|tr|track|u|ul|var|video|wbr'
const COMMENT = /<!--[\s\S]*?-->|<!doctype[^<>]*>/gi
const WITH_CONTENT = /<(script|style|template|noscript|iframe|object)\b[^<>]*>[\s\S]*?<\/\1\s*>/gi
const TAG = new RegExp(`<\\/?(?:${HTML_NAMES})(?:[\\s/][^<>]*)?>`, 'gi')
/** Code stays as it is: there a tag is something to read. */
const CODE = /(```[\s\S]*?```|``[^\n]*?``|`[^`\n]*`)/

/** What was taken away can have held the halves of another tag apart; nobody writes that, so after some rounds every `<` is escaped. */
const MOST_ROUNDS = 20

function withoutTags(text: string): string {
  let before = text
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const after = before.replace(COMMENT, '').replace(WITH_CONTENT, '').replace(TAG, '')
    if (after === before) return after
    before = after
  }
  return before.replaceAll('<', '&lt;')
}

/**
 * Markdown as it may be stored: without HTML tags. Only real, closed tags go; `a < b`, `<https://…>` and code stay letter for
 * letter, so that nothing anybody wrote is lost. Safety does not hang on it: rendering allows no HTML and is sanitised again.
 */
export function cleanMarkdown(text: string): string {
  if (!text.includes('<')) return text
  return text
    .split(CODE)
    .map((part, place) => (place % 2 === 1 ? part : withoutTags(part)))
    .join('')
}

const rendered = new Map<string, string>()
const MOST_KEPT = 500

/** Markdown as safe HTML: sanitised once more after rendering. The last 500 texts are kept, so a text is rendered once, not a request. */
export function renderMarkdown(text: string): string {
  const known = rendered.get(text)
  if (known !== undefined) return known
  const html = sanitizeHtml(markdown.render(text), ALLOWED)
  if (rendered.size >= MOST_KEPT) rendered.delete(rendered.keys().next().value ?? '')
  rendered.set(text, html)
  return html
}

/** The words of a Markdown text, for reading time and plain descriptions. */
export function plainText(text: string): string {
  return sanitizeHtml(markdown.render(text), { allowedTags: [], allowedAttributes: {} }).replace(/\s+/g, ' ').trim()
}
