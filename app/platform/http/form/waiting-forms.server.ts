import { createCipheriv, createDecipheriv, hkdfSync, randomBytes, randomUUID } from 'node:crypto'
import { z } from 'zod'
import type { AuthStore } from '#db/auth-store.server.ts'

/** How long what somebody typed waits for their sign-in. */
export const WAITING_MS = 30 * 60_000
/** Forms of one browser, and of all; of one browser the oldest gives way, of all nothing more is taken. */
const MOST_OF_BROWSER = 5
const MOST = 500
/** In bytes: the size of a form by default. What is larger has a draft of its own. */
const LARGEST_WAITING = 64 * 1024
/** The length of what is kept says no more than this of the length of what was typed. */
const STEP = 1_024
const IV = 12
const TAG = 16
const TOKEN = /^[\w-]{43}$/

const waitingForm = z.object({
  /** Who typed it: it comes back to nobody else. */
  personId: z.string(),
  /** The page of the portal it was sent to. */
  action: z.string(),
  fields: z.array(z.tuple([z.string(), z.string()])),
})
export type WaitingForm = Readonly<z.output<typeof waitingForm>>

type Row = { id: string; content: Buffer }

/** The key of what waits under a token, and the name of the browser that has it: neither leads to the other, and the token is kept nowhere. */
function derived(token: string, what: string): Buffer {
  return Buffer.from(hkdfSync('sha256', Buffer.from(token, 'base64url'), '', `koers waiting form ${what}`, 32))
}

function seal(token: string, id: string, form: WaitingForm): Buffer | null {
  const bytes = Buffer.from(JSON.stringify(form))
  if (bytes.length > LARGEST_WAITING) return null
  const padded = Buffer.concat([bytes, Buffer.alloc((STEP - (bytes.length % STEP)) % STEP, ' ')])
  const iv = randomBytes(IV)
  const cipher = createCipheriv('aes-256-gcm', derived(token, `key ${id}`), iv, { authTagLength: TAG })
  const text = Buffer.concat([cipher.update(padded), cipher.final()])
  return Buffer.concat([iv, cipher.getAuthTag(), text])
}

function open(token: string, { id, content }: Row): WaitingForm | null {
  try {
    const key = derived(token, `key ${id}`)
    const decipher = createDecipheriv('aes-256-gcm', key, content.subarray(0, IV), { authTagLength: TAG })
    decipher.setAuthTag(content.subarray(IV, IV + TAG))
    const text = Buffer.concat([decipher.update(content.subarray(IV + TAG)), decipher.final()])
    return waitingForm.parse(JSON.parse(text.toString()))
  } catch {
    return null
  }
}

/** Deletes forms that had waited too long at this moment. Answers how many. */
export function deleteWaitedForms(authStore: AuthStore, by: Date): number {
  return authStore.prepare('DELETE FROM waiting_forms WHERE ends_at <= ?').run(Number(by)).changes
}

/**
 * Keeps a form until its owner is signed in again, under a key that only the browser's cookie leads to. Answers the token for that cookie, which is
 * the one the browser has when there is one; null when the form is too large or too much waits already.
 */
export function saveWaitingForm(
  authStore: AuthStore,
  form: WaitingForm,
  tokenBefore: string | null,
  now: Date,
): string | null {
  deleteWaitedForms(authStore, now)
  const token = tokenBefore && TOKEN.test(tokenBefore) ? tokenBefore : randomBytes(32).toString('base64url')
  const [id, browser] = [randomUUID(), derived(token, 'browser')]
  const content = seal(token, id, form)
  const count = Number(authStore.prepare('SELECT count(*) FROM waiting_forms').pluck().get())
  if (!content || count >= MOST) return null
  authStore
    .prepare('INSERT INTO waiting_forms (id, browser, content, ends_at) VALUES (?, ?, ?, ?)')
    .run(id, browser, content, Number(now) + WAITING_MS)
  authStore
    .prepare(
      `DELETE FROM waiting_forms WHERE browser = ? AND id NOT IN
       (SELECT id FROM waiting_forms WHERE browser = ? ORDER BY ends_at DESC, id = ? DESC LIMIT ?)`,
    )
    .run(browser, browser, id, MOST_OF_BROWSER)
  return token
}

/** The newest form of this browser that fits, with its number here; null when none waits. */
export function findWaitingForm(
  authStore: AuthStore,
  token: string,
  fits: (form: WaitingForm) => boolean,
  now: Date,
): { id: string; form: WaitingForm } | null {
  if (!TOKEN.test(token)) return null
  const rows = authStore
    .prepare('SELECT id, content FROM waiting_forms WHERE browser = ? AND ends_at > ? ORDER BY ends_at DESC')
    .all(derived(token, 'browser'), Number(now)) as Row[]
  for (const row of rows) {
    const form = open(token, row)
    if (form && fits(form)) return { id: row.id, form }
  }
  return null
}

/** Deletes a form that was shown again. */
export function deleteWaitingForm(authStore: AuthStore, id: string): void {
  authStore.prepare('DELETE FROM waiting_forms WHERE id = ?').run(id)
}

/** Whether anything of this browser still waits. */
export function hasWaitingForms(authStore: AuthStore, token: string, now: Date): boolean {
  if (!TOKEN.test(token)) return false
  return (
    authStore
      .prepare('SELECT 1 FROM waiting_forms WHERE browser = ? AND ends_at > ?')
      .get(derived(token, 'browser'), Number(now)) !== undefined
  )
}
