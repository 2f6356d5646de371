import { signUpMail } from './features/messages/sign-up-mails.server.ts'
import { now } from './platform/clock.server.ts'
import { confidentialDatabase, database } from './platform/database.server.ts'
import type { Settings } from './platform/env.server.ts'
import { log } from './platform/log.server.ts'
import type { Mail } from './platform/mail/mail.ts'
import { type MailServer, mailServer } from './platform/mail/mail-server.server.ts'
import { writeMail } from './platform/mail/write-mail.server.ts'
import {
  type Dispatcher,
  type Handled,
  type OutboxHandler,
  startDispatcher,
} from './platform/outbox/dispatcher.server.ts'
import { endWaiting } from './platform/outbox/outbox-rows.server.ts'
import { portalName } from './platform/portal/settings.server.ts'

/** What is done about what happened, from all features. */
function handlers(server: MailServer | null, from: string): OutboxHandler[] {
  async function send(mail: Mail | null): Promise<Handled> {
    if (!mail) return 'no-longer-true'
    if (!server) return 'waits'
    await server.send(writeMail(mail, portalName()))
    return 'done'
  }
  return [
    {
      name: 'sign-up-mail',
      types: ['signUp.confirmed', 'signUp.offered', 'signUp.waiting', 'signUp.cancelled', 'signUp.lapsed'],
      handle: (happened, moment) => send(signUpMail(database(), happened, from, moment)),
    },
  ]
}

/** Tells what happened, from both files, until it is stopped. Without a mail server mails wait. */
export function startTelling({ SMTP_URL, MAIL_FROM, KOERS_DEMO }: Settings): Dispatcher {
  const server = SMTP_URL ? mailServer({ url: SMTP_URL, from: MAIL_FROM, name: portalName }) : null
  const files = [database(), confidentialDatabase()]
  if (server) for (const file of files) endWaiting(file)
  else if (!KOERS_DEMO) log('warn', 'SMTP_URL is not set: mails wait until it is')
  const dispatcher = startDispatcher({ files, handlers: handlers(server, MAIL_FROM), clock: now })
  return {
    look: dispatcher.look,
    async stop() {
      await dispatcher.stop()
      server?.close()
    },
  }
}
