import type { Request, Response } from 'express'
import { afterEach, expect, test, vi } from 'vitest'

afterEach(() => {
  vi.unstubAllEnvs()
  vi.resetModules()
})

/** What the guard leaves of a request with a cookie, and of the headers that every answer has. */
async function guarded(path: string, origins: string) {
  vi.stubEnv('EMBED_ORIGINS', origins)
  vi.resetModules()
  const { embedGuard } = await import('./embed.server.ts')
  const headers: Record<string, string> = { 'X-Frame-Options': 'DENY', 'Cross-Origin-Resource-Policy': 'same-origin' }
  const request = { path, headers: { cookie: '__Host-koers=x; language=nl' } } as unknown as Request
  const response = {
    removeHeader: (name: string) => void delete headers[name],
    setHeader: (name: string, value: string) => {
      headers[name] = value
    },
  } as unknown as Response
  const next = vi.fn()
  embedGuard(request, response, next)
  expect(next).toHaveBeenCalledOnce()
  return { cookie: request.headers.cookie, headers }
}

test.each(['/nl/embed/calendar', '/en/embed/search', '/embed/calendar', '/nl/%65mbed/calendar', '/NL/Embed/search'])(
  '%s is asked without cookies, and may stand in a frame only where a setting names who may show it',
  async (path) => {
    expect(await guarded(path, '')).toEqual({
      cookie: undefined,
      headers: { 'X-Frame-Options': 'DENY', 'Cross-Origin-Resource-Policy': 'same-origin' },
    })
    expect(await guarded(path, 'https://www.uni.example')).toEqual({
      cookie: undefined,
      headers: { 'Cross-Origin-Resource-Policy': 'cross-origin' },
    })
  },
)

test.each(['/nl/calendar', '/nl/catalogue/embed', '/nl/embedded', '/nl/my/calendar'])(
  '%s keeps its cookies and stays out of frames',
  async (path) => {
    expect(await guarded(path, 'https://www.uni.example')).toEqual({
      cookie: '__Host-koers=x; language=nl',
      headers: { 'X-Frame-Options': 'DENY', 'Cross-Origin-Resource-Policy': 'same-origin' },
    })
  },
)
