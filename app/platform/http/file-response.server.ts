import { createHash } from 'node:crypto'
import { headerParts } from './header-values.ts'

/** The tag of a text: the same for the same bytes. Weak, because it also stands for its compressed form. */
function tagOf(text: string): string {
  return `W/"${createHash('sha256').update(text).digest('base64url').slice(0, 27)}"`
}

/**
 * A text that programs read again and again: whoever has it already, by its tag, gets 304 and no body. Everybody asks anew each time, so that
 * a change shows at once.
 */
export function fileResponse(
  request: Request,
  text: string,
  { type, fileName, headers = {} }: { type: string; fileName?: string; headers?: Readonly<Record<string, string>> },
): Response {
  const tag = tagOf(text)
  const common = { ETag: tag, 'Cache-Control': 'public, no-cache', ...headers }
  const known = headerParts(request.headers.get('If-None-Match'), ',')
  if (known.some((one) => one === tag || `W/${one}` === tag))
    return new Response(null, { status: 304, headers: common })
  return new Response(text, {
    headers: {
      ...common,
      'Content-Type': `${type}; charset=utf-8`,
      ...(fileName ? { 'Content-Disposition': `attachment; filename="${fileName}"` } : {}),
    },
  })
}
