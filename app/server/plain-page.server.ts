import type { IncomingMessage } from 'node:http'
import { textsFor } from '#app/i18n/instance.server.ts'
import { isLanguage, type Language, languageFromHeader } from '#app/i18n/languages.ts'
import { settings } from '#app/platform/env.server.ts'

export type PlainProblem = 'tooLong' | 'badAddress' | 'tooLarge' | 'foreign'

const STATUS: Record<PlainProblem, number> = { tooLong: 431, badAddress: 400, tooLarge: 413, foreign: 403 }

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`)
}

/** The language of a request that does not get as far as Remix. */
export function languageOfRequest(request: Pick<IncomingMessage, 'url' | 'headers'>): Language {
  const first = (request.url ?? '').slice(0, 4).split(/[/?]/)[1]
  return isLanguage(first) ? first : languageFromHeader(request.headers['accept-language'] ?? null)
}

/** A whole page for what is refused before Remix: what is wrong, that nothing was lost, where to go. No style, no script, nothing of the request. */
export function plainPage(language: Language, problem: PlainProblem): { status: number; html: string } {
  const t = textsFor(language)
  const title = escaped(t(`server:${problem}.title`))
  const html = `<!DOCTYPE html>
<html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title} · ${escaped(settings().KOERS_NAME)}</title><link rel="stylesheet" href="/plain.css"></head>
<body><main><h1>${title}</h1><p>${escaped(t(`server:${problem}.text`))}</p>
<p><a href="/${language}">${escaped(t('server:home'))}</a></p></main></body></html>`
  return { status: STATUS[problem], html }
}
