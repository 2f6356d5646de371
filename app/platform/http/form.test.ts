import { expect, test } from 'vitest'
import { readForm } from './form.server.ts'

function sent(body: string, type?: string): Request {
  return new Request('http://127.0.0.1/nl/wish', {
    method: 'POST',
    body: new TextEncoder().encode(body),
    headers: type ? { 'Content-Type': type } : {},
  })
}

test('a form is read', async () => {
  const form = await readForm(sent('wish=bijen&searched=', 'application/x-www-form-urlencoded'))
  expect(form?.get('wish')).toBe('bijen')
})

test.each([
  ['{"wish":"bijen"}', 'application/json'],
  ['wish=bijen', 'text/plain'],
  ['wish=bijen', undefined],
  ['--x\r\nbroken', 'multipart/form-data; boundary=x'],
  ['', 'multipart/form-data'],
])('what is not a form is nothing: %s as %s', async (body, type) => {
  expect(await readForm(sent(body, type))).toBeNull()
})
