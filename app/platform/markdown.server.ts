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

const TAG = /<\/?[a-z!?][^>]*>?/i

/** Markdown as it may be stored: without HTML in it. A text without anything like a tag stays letter for letter. */
export function cleanMarkdown(text: string): string {
  if (!TAG.test(text)) return text
  return sanitizeHtml(text, { allowedTags: [], allowedAttributes: {}, disallowedTagsMode: 'discard' })
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&')
    .trim()
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
