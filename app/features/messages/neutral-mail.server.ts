import { textsFor } from '#app/i18n/instance.server.ts'
import type { Language } from '#app/i18n/languages.ts'
import { paths } from '#app/paths.ts'
import { publicOrigin } from '#app/platform/http/origin.server.ts'
import type { Mail } from '#app/platform/mail/mail.ts'
import { portalName } from '#app/platform/portal/settings.server.ts'

/** Neutral mails leave together, at whole steps of so many minutes: when one left says nothing of what it was about. */
const TOGETHER_MS = 5 * 60_000

/** When a neutral mail about something that happens now leaves. */
export function neutralMoment(now: Date): Date {
  return new Date((Math.floor(Number(now) / TOGETHER_MS) + 1) * TOGETHER_MS)
}

type NeutralTo = Pick<Mail, 'key' | 'personId' | 'to'> & { readonly language: Language }

/**
 * That there is something in the portal, and not what: the one mail for messages, approvals, bundled notices and confidential steps. Whoever sees a mailbox or
 * the log of a mail server cannot tell them apart.
 */
export function neutralMail({ language, ...to }: NeutralTo): Mail {
  const t = textsFor(language)
  const portal = portalName()
  return {
    ...to,
    language,
    subject: t('mail:neutral.subject', { portal }),
    paragraphs: [t('mail:neutral.text', { portal })],
    link: { label: t('mail:neutral.link', { portal }), href: `${publicOrigin()}${paths.todo(language)}` },
    closing: t('mail:neutral.closing', { portal }),
    neutral: true,
  }
}
