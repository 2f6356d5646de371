import { readdirSync } from 'node:fs'
import path from 'node:path'
import Database from 'better-sqlite3'
import { type Answer, ask, ownForm } from './ask.ts'

/** What a browser sends with a click on a link of the portal's own. */
export const FROM_A_LINK = {
  'Sec-Fetch-Site': 'same-origin',
  'Sec-Fetch-Dest': 'document',
  'Sec-Fetch-Mode': 'navigate',
}

/** Reads a page as somebody who clicked a link to it. */
export function readPage(origin: string, address: string, cookie: string): Promise<Answer> {
  return ask(origin, address, { headers: { ...FROM_A_LINK, Cookie: cookie } })
}

/** Sends a form of a page as its owner does: with the hidden fields of the form that has the first of these fields, or a button with its value. */
export async function sendForm(
  origin: string,
  address: string,
  cookie: string,
  fields: Record<string, string>,
  own: string = origin,
): Promise<Answer> {
  const { body } = await readPage(origin, address, cookie)
  const [[name = '', value = ''] = []] = Object.entries(fields)
  const forms = body.match(/<form[\s\S]*?<\/form>/g) ?? []
  const isNamed = (mark: string) => (one: string) => one.includes(mark)
  const form = forms.find(isNamed(`name="${name}" value="${value}"`)) ?? forms.find(isNamed(`name="${name}"`)) ?? ''
  const inputs = form.match(/<input type="hidden"[^>]*>/g) ?? []
  const hidden = inputs.map((input) => [/name="([^"]*)"/.exec(input)?.[1], /value="([^"]*)"/.exec(input)?.[1] ?? ''])
  const sent = ownForm(own, { ...Object.fromEntries(hidden.filter(([name]) => name)), ...fields })
  return ask(origin, address, { ...sent, headers: { ...sent.headers, Cookie: cookie } })
}

/** How many rows stand in each table of a portal's files that somebody may want to change: people, roles, texts, events, sign-ins. */
export function rowsIn(folder: string): Record<string, number> {
  const counts: Record<string, number> = {}
  for (const name of readdirSync(folder).filter((one) => one.endsWith('.sqlite'))) {
    const db = new Database(path.join(folder, name), { readonly: true })
    const tables = db.prepare("SELECT name FROM sqlite_master WHERE type = 'table'").pluck().all() as string[]
    for (const table of tables.filter(
      (one) => !/^(?:sqlite_|search_|topic_|attempts|salts|jobs|job_|__drizzle|confidential_heads)/.test(one),
    ))
      counts[`${name} ${table}`] = db.prepare(`SELECT count(*) FROM "${table}"`).pluck().get() as number
    db.close()
  }
  return counts
}
