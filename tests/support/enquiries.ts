import { allow } from '#app/access/actor.ts'
import { sendContactRequest } from '#app/features/enquiries/send-contact-request.server.ts'
import { sendEnquiry } from '#app/features/enquiries/send-enquiry.server.ts'
import type { DemoHandle } from '#app/features/people/demo-people.ts'
import type { PortalFiles } from '#app/platform/crypto/confidential-files.ts'
import { type AuthStore, openAuthStore } from '#db/auth-store.server.ts'
import type { Db } from '#db/open.server.ts'
import { prepared } from '#db/prepare.server.ts'
import { confidentialFiles, demoDatabase, NOW } from './database.ts'
import { demoPerson } from './demo-person.ts'
import { testKeyring } from './keys.ts'

export type EnquiryFiles = PortalFiles & { readonly authStore: AuthStore }
export const ENQUIRY_KEYS = testKeyring()

let shared: Db | null = null

/** The demo university, in which nobody asked anything, with the files of dossiers, empty. `own`: for a test that changes people or offers. */
export function enquiryFiles(which: 'shared' | 'own' = 'shared'): EnquiryFiles {
  shared ??= demoDatabase()
  const db = which === 'own' ? demoDatabase() : shared
  if (which === 'shared') db.$client.exec('DELETE FROM enquiries; UPDATE offers SET asked = 0 WHERE asked = 1')
  return { db, ...confidentialFiles(), authStore: openAuthStore(':memory:') }
}

const OFFER = {
  // Of the faculty that pieter publishes for.
  science: "o.owner_unit_id IN (SELECT id FROM units WHERE id LIKE '%science' AND id NOT LIKE '%social%')",
  hr: "o.owner_unit_id LIKE '%hr' AND NOT EXISTS (SELECT 1 FROM offer_units u WHERE u.offer_id = o.id AND u.unit_id LIKE '%science')",
} as const

/** A published training in own words, of pieter's faculty or of central HR; or a published coaching. */
export function offerFor(db: Db, which: keyof typeof OFFER | 'coaching'): { id: string; slug: string; title: string } {
  const where =
    which === 'coaching' ? "o.kind = 'coaching'" : `o.kind = 'training' AND o.discreet = 0 AND ${OFFER[which]}`
  const row = prepared(
    db,
    `SELECT o.id, o.slug_nl AS slug, o.title_nl AS title FROM offers o WHERE o.state = 'published' AND ${where} ORDER BY o.id LIMIT 1`,
  ).get()
  if (!row) throw new Error(`there is no ${which} in the demo`)
  return row as { id: string; slug: string; title: string }
}

/** Asks about an offer in own words; answers the id. */
export function askAs(files: PortalFiles, handle: DemoHandle, offerId: string, words: string, now = NOW): string {
  const actor = allow(demoPerson(files.db, handle), 'enquiry.send')
  const sent = sendEnquiry(files.db, actor, { offerId, words, language: 'nl' }, now)
  if (!sent.ok) throw new Error(`not sent: ${sent.problem}`)
  return sent.value
}

/** Asks for contact about an offer; answers the id. */
export function contactAs(files: PortalFiles, handle: DemoHandle, offerId: string, now = NOW): string {
  const actor = allow(demoPerson(files.db, handle), 'contact-request.send')
  const sent = sendContactRequest(files, ENQUIRY_KEYS, actor, { offerId, language: 'en' }, now)
  if (!sent.ok) throw new Error(`not sent: ${sent.problem}`)
  return sent.value
}
