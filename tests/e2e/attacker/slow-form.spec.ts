import { connect } from 'node:net'
import path from 'node:path'
import { expect, test } from '@playwright/test'
import Database from 'better-sqlite3'
import { signInAs } from '#tests/support/ask.ts'
import { withPortal } from '#tests/support/portal.ts'

const BODY = 'q=sanne'

/** Sends the head of a form, waits until `meanwhile` is done, sends the rest, and answers the first line of what comes back. */
async function sendSlowly(origin: string, address: string, cookie: string, meanwhile: () => void): Promise<string> {
  const { hostname, port, host } = new URL(origin)
  const socket = connect(Number(port), hostname)
  const answer = new Promise<string>((resolve, reject) => {
    socket.once('data', (piece: Buffer) => resolve(piece.toString().split('\r\n', 1)[0] ?? ''))
    socket.once('error', reject)
  })
  const head = [
    `POST ${address} HTTP/1.1`,
    `Host: ${host}`,
    `Origin: ${origin}`,
    `Cookie: ${cookie}`,
    'Content-Type: application/x-www-form-urlencoded',
    `Content-Length: ${BODY.length}`,
    'Connection: close',
  ]
  socket.write(`${head.join('\r\n')}\r\n\r\n${BODY.slice(0, 1)}`)
  // Longer than what the portal remembers of who asks.
  await new Promise((resolve) => setTimeout(resolve, 1_500))
  meanwhile()
  socket.write(BODY.slice(1))
  const line = await answer
  socket.destroy()
  return line
}

test('a role that ends while a form is still arriving does not count for it', async () => {
  const folder = test.info().outputPath('data')
  await withPortal({ DATA_DIR: folder }, async (origin) => {
    const cookie = await signInAs(origin, 'ada')
    expect(await sendSlowly(origin, '/nl/desk/people', cookie, () => {})).toBe('HTTP/1.1 200 OK')
    const db = new Database(path.join(folder, 'koers.sqlite'))
    const end = () =>
      void db.prepare("UPDATE role_grants SET ends_on = '2027-01-31' WHERE role = 'administrator'").run()
    expect(await sendSlowly(origin, '/nl/desk/people', cookie, end)).toBe('HTTP/1.1 404 Not Found')
    db.close()
  })
})
