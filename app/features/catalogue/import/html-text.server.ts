import sanitizeHtml from 'sanitize-html'

const HTML =
  /<\/?(?:p|br|div|span|ul|ol|li|h[1-6]|strong|em|b|i|u|a|table|tr|td|th|tbody|thead|font|script|style|iframe|img|svg)\b[^>]*>/i
const ENTITY = /&(?:#\d{2,7}|#x[0-9a-f]{2,6}|[a-z]{2,8});/i
const NO_TAGS = { allowedTags: [], allowedAttributes: {} }

function withoutTags(html: string): string {
  return sanitizeHtml(html, NO_TAGS).replaceAll('&gt;', '>').replaceAll('&quot;', '"')
}

/** A description in HTML as plain paragraphs of Markdown: its blocks become paragraphs, its list items a list. Any other text stays as it is. */
export function paragraphsFrom(text: string): string {
  if (!HTML.test(text)) return text
  const marked = text
    .replace(/<li\b[^>]*>/gi, '\n- ')
    .replace(/<br\s*\/?>/gi, '\n')
    .replace(/<\/?(?:p|div|ul|ol|h[1-6]|table|tr)\b[^>]*>/gi, '\n\n')
  // `&lt;` stays: written out it would be a tag again, and Markdown shows it as the sign it stands for.
  return withoutTags(marked)
    .replaceAll('&amp;', '&')
    .replaceAll('\u00A0', ' ')
    .replace(/[ \t]+\n/g, '\n')
    .replace(/\n[ \t]+/g, '\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim()
}

/** A title or another single line without tags, and with `&eacute;` as the letter it stands for. */
export function lineFrom(text: string): string {
  if (!HTML.test(text) && !ENTITY.test(text)) return text
  return withoutTags(text).replaceAll('&lt;', '<').replaceAll('&amp;', '&')
}
