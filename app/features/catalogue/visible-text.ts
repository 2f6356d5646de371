/** Characters nobody sees: control characters but tab and line feed, direction and zero-width marks, our own marks, non-characters. */
const UNSEEN =
  /[\u0000-\u0008\u000B-\u001F\u007F\u200B-\u200F\u2028-\u202E\u2060-\u2069\uE000\uE001\uFEFF\uFFFE\uFFFF]/g

/** Text as people see it: Unicode NFC, no control or direction characters, no lone surrogates. */
export function visibleText(text: string): string {
  return text.toWellFormed().normalize('NFC').replace(/\r\n?/g, '\n').replace(UNSEEN, '')
}
