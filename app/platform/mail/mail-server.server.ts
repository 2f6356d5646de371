import { createTransport } from 'nodemailer'
import { isLoopback } from '../loopback.ts'
import { headerText, isMailAddress } from './header-rules.ts'
import type { WrittenMail } from './mail.ts'

/** The mail server of the institution. */
export type MailServer = {
  /** Hands a mail over; throws when the server did not take it. */
  send(mail: WrittenMail): Promise<void>
  close(): void
}

export type MailServerSettings = {
  /** Such as smtp://mail.university.example:587, with a name and a password where it asks for them. */
  readonly url: string
  /** Where mails come from; nobody reads what is sent there. */
  readonly from: string
  /** The portal's name, as the sender's. */
  readonly name: () => string
}

const CONNECT_WITHIN_MS = 10_000
const ANSWER_WITHIN_MS = 20_000

function refuse(code: string): never {
  throw Object.assign(new Error(code), { code })
}

/** Speaks SMTP with the server of an address. Without TLS only on this machine, unless the address says smtp:// without a name and a password. */
export function mailServer({ url, from, name }: MailServerSettings): MailServer {
  const { hostname, protocol, username } = new URL(url)
  const needsTls = protocol === 'smtp:' && username !== '' && !isLoopback(hostname)
  const transport = createTransport(
    {
      url,
      pool: true,
      maxConnections: 5,
      requireTLS: needsTls,
      connectionTimeout: CONNECT_WITHIN_MS,
      greetingTimeout: CONNECT_WITHIN_MS,
      socketTimeout: ANSWER_WITHIN_MS,
      logger: false,
      // Nothing of a mail is ever read from a file or an address.
      disableFileAccess: true,
      disableUrlAccess: true,
    },
    // Answers of machines, such as being away, stay out.
    { headers: { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All' } },
  )
  return {
    async send({ messageId, to, subject, text, html, entry }) {
      if (!isMailAddress(to)) refuse('bad_address')
      await transport.sendMail({
        messageId,
        from: { name: headerText(name()), address: from },
        to: { name: '', address: to },
        envelope: { from, to: [to] },
        subject,
        text,
        html,
        textEncoding: 'base64',
        ...(entry ? { icalEvent: { method: entry.method, content: entry.content, filename: 'koers.ics' } } : {}),
      })
    },
    close: () => transport.close(),
  }
}
