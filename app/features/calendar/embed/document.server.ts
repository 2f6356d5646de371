import { createHash } from 'node:crypto'
import { textsFor } from '#app/i18n/instance.server.ts'
import type { Language } from '#app/i18n/languages.ts'
import { portalName } from '#app/platform/portal/settings.server.ts'
import { escapeMarkup } from '../feed/xml.ts'

/** All the style there is: nothing else is loaded, so that a view costs one answer. */
const STYLE = `:root{color-scheme:light dark;--ink:#1b2530;--soft:#4a5562;--paper:#fff;--line:#dfdbd2;--brand:#0f4c5c}
@media(prefers-color-scheme:dark){:root{--ink:#eceae4;--soft:#c0c6cd;--paper:#14191f;--line:#36404b;--brand:#7cc3d3}}
body{margin:0;padding:12px;font:16px/1.5 system-ui,sans-serif;color:var(--ink);background:var(--paper);overflow-wrap:anywhere}
h1{font-size:1.25em;margin:0 0 8px}h2{font-size:1em;margin:14px 0 2px}
ul,ol{list-style:none;margin:0;padding:0}li{padding:6px 0;border-top:1px solid var(--line)}
p{margin:2px 0}a{color:var(--brand)}.small{color:var(--soft);font-size:.875em}
form{display:flex;flex-wrap:wrap;gap:8px;margin:0 0 8px}label{flex:0 0 100%}input{flex:1 1 12em;min-width:0}
input,button{font:inherit;min-height:44px;padding:4px 12px;border:1px solid var(--soft);border-radius:6px;background:var(--paper);color:var(--ink)}
button{border-color:var(--brand);color:var(--brand);font-weight:600}s{color:var(--soft)}
:focus-visible{outline:3px solid var(--brand);outline-offset:2px}`

const STYLE_HASH = createHash('sha256').update(STYLE).digest('base64')

/** The policy of a view: its own style, its own form, and only these origins may show it in a frame. No script runs. */
export function embedPolicy(origins: ReadonlyArray<string>): string {
  return [
    "default-src 'none'",
    `style-src 'sha256-${STYLE_HASH}'`,
    "base-uri 'none'",
    "form-action 'self'",
    `frame-ancestors ${origins.length > 0 ? origins.join(' ') : "'none'"}`,
  ].join(';')
}

/** A link into the portal, in a window of its own: the page around the frame stays. */
export function linkOut(href: string, text: string, language?: string): string {
  const lang = language ? ` lang="${language}"` : ''
  return `<a href="${escapeMarkup(href)}" target="_blank" rel="noopener"${lang}>${escapeMarkup(text)}</a>`
}

/** A whole small page around this body, whose texts are escaped already. */
export function embedDocument(language: Language, title: string, body: string): string {
  const t = textsFor(language)
  return `<!DOCTYPE html>
<html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
<meta name="robots" content="noindex"><title>${escapeMarkup(`${title} · ${portalName()}`)}</title><style>${STYLE}</style></head>
<body><main><h1>${escapeMarkup(title)}</h1>
${body}
<p class="small">${escapeMarkup(t('calendar:embed.newWindow'))}</p></main></body></html>`
}
