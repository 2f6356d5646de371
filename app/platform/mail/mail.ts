import type { Language } from '#app/i18n/languages.ts'

/** An entry for a calendar program: an iCalendar file with its method. */
export type MailEntry = { readonly method: 'REQUEST' | 'CANCEL'; readonly content: string }

/** A mail before it is written out: one source for its text, its HTML and its size. */
export type Mail = {
  /** The same mail sent twice has the same Message-ID, so that a mailbox can tell. */
  readonly key: string
  readonly personId: string
  readonly to: string
  readonly language: Language
  readonly subject: string
  /** Whole paragraphs of plain text; the first says what it is about. */
  readonly paragraphs: ReadonlyArray<string>
  /** The one link. */
  readonly link: { readonly label: string; readonly href: string }
  /** Whom to ask, and why this mail came. */
  readonly closing: string
  readonly entry?: MailEntry
  /** Filled up to one size, so that nothing shows in it. */
  readonly neutral?: boolean
}

/** A mail as it travels. */
export type WrittenMail = {
  readonly messageId: string
  readonly to: string
  readonly subject: string
  readonly text: string
  readonly html: string
  readonly entry: MailEntry | null
}
