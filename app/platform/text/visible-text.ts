/** Characters nobody sees: control (but tab and line feed), direction and zero-width characters, private-use ones (our own marks), non-characters. */
const UNSEEN = /(?![\t\n])[\p{Cc}\p{Cf}\p{Co}\uFFFE\uFFFF]/gu

/** Text as people see it: Unicode NFC, no control or direction characters, no lone surrogates. */
export function visibleText(text: string): string {
  return text.toWellFormed().normalize('NFC').replace(/\r\n?/g, '\n').replace(UNSEEN, '')
}
