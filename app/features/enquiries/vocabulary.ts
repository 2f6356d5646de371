/** The closed lists of enquiries. This file imports nothing; every value has a text in locales/{nl,en}/screens/enquiries.json. */

/** `open`: somebody has to answer. `returned`: sent back by a reader whom it was not for. */
export const ENQUIRY_STATES = ['open', 'answered', 'withdrawn', 'closed', 'returned'] as const
export type EnquiryState = (typeof ENQUIRY_STATES)[number]

/** Who says something in an enquiry: who asks, or an owner of the offer. */
export const MESSAGE_SIDES = ['asker', 'owner'] as const
export type MessageSide = (typeof MESSAGE_SIDES)[number]

/** The closed answers to a contact request: I will contact you, I propose a time, this is not for us. */
export const CONTACT_ANSWERS = ['will-contact', 'time', 'not-for-us'] as const
export type ContactAnswer = (typeof CONTACT_ANSWERS)[number]

/** Who may do what here (app/access/permissions.ts joins it). Which enquiries a publisher answers: those about offers in their scope, when they read. */
export const ENQUIRY_PERMISSIONS = {
  'enquiry.send': 'everyone',
  'enquiry.answer': ['hr-publisher'],
  'contact-request.send': 'everyone',
  'contact-request.read-own': 'everyone',
  'contact-request.withdraw': 'everyone',
  'contact-request.open': ['advisor', 'coordinator'],
  'contact-request.answer': ['advisor', 'coordinator'],
  'contact-request.seal': ['forwarding'],
  'contact-request.forget': ['retention'],
} as const

/** Of these permissions: about which record each is, which relations to it carry it, and what it lets somebody do with the record's sealed texts. */
export const ENQUIRY_RECORD_RULES = {
  'contact-request.send': { on: 'contact-request', carriedBy: ['own'], lets: 'save' },
  'contact-request.read-own': { on: 'contact-request', carriedBy: ['own'], lets: 'open' },
  'contact-request.withdraw': { on: 'contact-request', carriedBy: ['own'], lets: 'erase' },
  'contact-request.open': { on: 'contact-request', carriedBy: ['career-centre', 'assigned'], lets: 'open' },
  'contact-request.answer': { on: 'contact-request', carriedBy: ['career-centre', 'assigned'], lets: 'save' },
  'contact-request.seal': { on: 'contact-request', carriedBy: ['system'], lets: 'save' },
  'contact-request.forget': { on: 'contact-request', carriedBy: ['system'], lets: 'erase' },
} as const

/** Who may see what is told here. That somebody asked something is between them and who answers: no page of the log shows it. */
export const ENQUIRY_AUDIT = {
  'enquiry.send': 'nobody',
  'enquiry.follow-up': 'nobody',
  'enquiry.withdraw': 'nobody',
  'enquiry.close': 'nobody',
  'enquiry.answer': 'nobody',
  'enquiry.pass-on': 'nobody',
} as const
