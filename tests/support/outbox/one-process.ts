import process from 'node:process'
import { mailServer } from '#app/platform/mail/mail-server.server.ts'
import { writeMail } from '#app/platform/mail/write-mail.server.ts'
import { type Handled, startDispatcher } from '#app/platform/outbox/dispatcher.server.ts'
import { openDatabase } from '#db/open.server.ts'

/**
 * A process of its own that mails what is in an outbox. Its arguments: the database, the mail server, and from when its machine's clock counts, which goes
 * 20,000 times as fast, so that a wait of 780 minutes takes two seconds.
 */
const [, , file = '', url = '', from = '0'] = process.argv
const FASTER = 20_000
const LEASE_MS = 500
const server = mailServer({ url, from: 'no-reply@universiteit.example', name: () => 'Koers' })
startDispatcher({
  files: [openDatabase(file)],
  handlers: [
    {
      name: 'mail',
      types: ['signUp.confirmed'],
      async handle({ key, ids }): Promise<Handled> {
        const link = { label: 'x', href: 'https://koers.example' }
        const text = { subject: ids.signUp ?? '', paragraphs: ['x'], link, closing: 'x' }
        const mail = { key, personId: 'p', to: 'sanne@universiteit.example', language: 'nl', ...text } as const
        await server.send(writeMail(mail, 'Koers'))
        return 'done'
      },
    },
  ],
  clock: () => new Date(),
  machineClock: () => (Date.now() - Number(from)) * FASTER,
  leaseMs: LEASE_MS * FASTER,
})
// What ticks keeps no process alive.
setInterval(() => {}, 1_000)
