import { OF_A_PERSON } from '#app/platform/inventory/facts.ts'
import { type Facts, type Line, tableLines } from '#app/platform/inventory/line.ts'
import { CONTACT_CONTENT, CONTACT_REQUEST } from './contact-rules.ts'
import { REQUESTS_KEPT } from './enquiry-rules.ts'

/** Of a question: personal. Own words go to the owners of the offer as they are when they read. */
const OF_AN_ENQUIRY: Facts = {
  ...OF_A_PERSON,
  purpose: 'enquiries',
  keep: REQUESTS_KEPT,
  from: 'end-of-request',
  export: { under: 'enquiries' },
  seenBy: ['self', 'offer-owner'],
}

export const ENQUIRY_LINES: ReadonlyArray<Line> = [
  ...tableLines(
    'koers',
    'enquiries',
    OF_AN_ENQUIRY,
    'id offer_id person_id language state created_at updated_at ended_at',
  ),
  ...tableLines('koers', 'enquiry_messages', OF_AN_ENQUIRY, 'id enquiry_id side author_id words created_at'),
  ...tableLines(
    'confidential',
    'contact_requests',
    {
      ...OF_AN_ENQUIRY,
      purpose: 'contact-requests',
      export: { under: 'contactRequests' },
      erase: 'destroy-key',
      seenBy: ['self', 'career-centre'],
    },
    'dossier_id content saved_at version_number previous_hash saved_by struck_at',
    {
      content: {
        level: 'confidential',
        sealedAt: { versions: CONTACT_CONTENT, dossier: [CONTACT_REQUEST, 'dossier_id'] },
      },
    },
  ),
]
