import sanitizeHtml from 'sanitize-html'

/** A text is HTML when it closes a tag or breaks a line; one that only mentions `<p>` is not. */
const HTML =
  /<\/(?:p|div|span|ul|ol|li|h[1-6]|strong|em|b|i|u|a|table|tr|td|th|tbody|thead|font|script|style|iframe|svg)\s*>|<br\s{0,9}\/?>/i
const SCRIPT = /<(script|style)\b[^<>]*>[^<]*(?:<(?!\/\1)[^<]*)*<\/\1\s*>/gi
/** Longer texts are refused anyway; looking for tags in them would only take time. */
const LONGEST = 60_000
const ENTITY = /&(?:#\d{2,7}|#x[0-9a-f]{2,6}|[a-z]{2,8});/i
// Nothing but closed scripts and styles is dropped with what it holds.
const NO_TAGS = { allowedTags: [], allowedAttributes: {}, nonTextTags: [] }

function withoutTags(html: string): string {
  return sanitizeHtml(html.replace(SCRIPT, ''), NO_TAGS).replaceAll('&gt;', '>').replaceAll('&quot;', '"')
}

/** A description in HTML as plain paragraphs of Markdown: its blocks become paragraphs, its list items a list. Any other text stays as it is. */
export function paragraphsFrom(text: string): string {
  if (text.length > LONGEST || !HTML.test(text)) return text
  const marked = text
    .replace(/<li\b[^<>]*>/gi, '\n- ')
    .replace(/<br\s*\/?>/gi, '\n')
    .replace(/<\/?(?:p|div|ul|ol|h[1-6]|table|tr)\b[^<>]*>/gi, '\n\n')
  // `&lt;` stays: written out it would be a tag again, and Markdown shows it as the sign it stands for.
  return withoutTags(marked)
    .replaceAll('&amp;', '&')
    .replaceAll('\u00A0', ' ')
    .replace(/(?<![ \t])[ \t]+\n/g, '\n')
    .replace(/\n[ \t]+/g, '\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim()
}

/** A title or another single line without tags, and with `&eacute;` as the letter it stands for. */
export function lineFrom(text: string): string {
  if (text.length > LONGEST || (!HTML.test(text) && !ENTITY.test(text))) return text
  return withoutTags(text).replaceAll('&lt;', '<').replaceAll('&amp;', '&')
}
