import { createHash } from 'node:crypto'
import { bodyText, headerText } from './header-rules.ts'
import type { Mail, WrittenMail } from './mail.ts'

/** What the lines of a neutral mail are filled up to, in bytes of UTF-8: the longest name of a portal and address fit in. */
export const NEUTRAL_SIZE = { text: 1_000, html: 2_000 } as const

const SIGNS: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => SIGNS[sign] ?? sign)
}

/** Fills up to this many bytes with what nobody sees; the same length for everybody. */
function filled(text: string, size: number, [before, sign, after]: readonly [string, string, string]): string {
  const missing = size - Buffer.byteLength(text) - Buffer.byteLength(before + after)
  if (missing < 0) throw Object.assign(new Error('a neutral mail is too long'), { code: 'neutral_too_long' })
  return text + before + sign.repeat(missing) + after
}

function textOf({ paragraphs, link, closing }: Mail): string {
  const parts = [...paragraphs, `${link.label}:\n${link.href}`, closing].map(bodyText)
  return `${parts.join('\n\n')}\n`
}

/** Simple enough for every mail program: no pictures, no style sheet, nothing that is fetched. */
function htmlOf({ paragraphs, link, closing, language }: Mail, name: string): string {
  const style = 'font-family:Arial,Helvetica,sans-serif;font-size:16px;line-height:1.5;color:#1c2430'
  const paragraph = (text: string) => `<p>${escaped(bodyText(text)).replaceAll('\n', '<br>')}</p>`
  const button = `<p><a href="${escaped(link.href)}" style="color:#14508c">${escaped(bodyText(link.label))}</a></p>`
  return `<!doctype html><html lang="${language}"><head><meta charset="utf-8"><title>${escaped(headerText(name))}</title></head><body style="${style}">
<p><strong>${escaped(headerText(name))}</strong></p>
${paragraphs.map(paragraph).join('\n')}
${button}
<p style="font-size:14px;color:#4a5565">${escaped(bodyText(closing)).replaceAll('\n', '<br>')}</p>
</body></html>
`
}

/** Writes a mail out, in text and in HTML, from one source. `name` is the portal's. */
export function writeMail(mail: Mail, name: string): WrittenMail {
  const text = textOf(mail)
  const html = htmlOf(mail, name)
  const hash = createHash('sha256').update(`${mail.key} ${mail.personId}`).digest('hex').slice(0, 32)
  return {
    messageId: `<${hash}@koers>`,
    to: mail.to,
    subject: headerText(mail.subject),
    // Room at the end of a line and a comment: a reader sees neither.
    text: mail.neutral ? filled(text, NEUTRAL_SIZE.text, ['', '\n', '']) : text,
    html: mail.neutral ? filled(html, NEUTRAL_SIZE.html, ['<!--', '.', '-->\n']) : html,
    entry: mail.entry ?? null,
  }
}
