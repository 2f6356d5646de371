import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { allow } from '#app/access/actor.ts'
import { askedColumn, findAskPage } from '#app/features/enquiries/ask.queries.server.ts'
import { askForm } from '#app/features/enquiries/ask-form.server.ts'
import enquiryStyles from '#app/features/enquiries/enquiries.css?url'
import { AskPage } from '#app/features/enquiries/pages/ask-page.tsx'
import { sendContactRequest } from '#app/features/enquiries/send-contact-request.server.ts'
import { sendEnquiry } from '#app/features/enquiries/send-enquiry.server.ts'
import { noticeFor } from '#app/features/privacy/notice.server.ts'
import { NoticeBox } from '#app/features/privacy/notice-box.tsx'
import privacyStyles from '#app/features/privacy/privacy.css?url'
import { textsFor } from '#app/i18n/instance.server.ts'
import { paths } from '#app/paths.ts'
import { now } from '#app/platform/clock.server.ts'
import { theKeyring } from '#app/platform/crypto/keyring.server.ts'
import { database, portalFiles } from '#app/platform/database.server.ts'
import { answerForm, keptUnder } from '#app/platform/http/form/answer-form.server.ts'
import { requireLanguage } from '#app/platform/http/language.server.ts'
import { pageMeta } from '#app/platform/http/page-meta.ts'
import { requireVisitor } from '#app/platform/http/visitor.server.ts'
import { moduleIsOn } from '#app/platform/portal/settings.server.ts'

export const handle = { texts: ['enquiries', 'privacy'] }
export const links = () => [privacyStyles, enquiryStyles].map((href) => ({ rel: 'stylesheet', href }))

/** The offer at this address, as somebody asks about it; there is none where the module is off or nobody can read the offer. */
function requireAskPage(language: 'nl' | 'en', slug: string | undefined, session: string | null) {
  const page = moduleIsOn('enquiries') ? findAskPage(database(), language, { slug: slug ?? '', session }, now()) : null
  if (!page) throw new Response(null, { status: 404 })
  return page
}

export function loader({ request, params, context }: LoaderFunctionArgs) {
  const language = requireLanguage(params.language)
  const page = requireAskPage(language, params.slug, new URL(request.url).searchParams.get('session'))
  const visitor = requireVisitor(request, context)
  allow(visitor.person, 'enquiry.send')
  const t = textsFor(language)
  return {
    language,
    page,
    under: keptUnder(askForm, visitor),
    notice: noticeFor(language, askedColumn(page), null),
    addresses: page.addresses,
    meta: { title: t(page.inConfidence ? 'enquiries:ask.contactTitle' : 'enquiries:ask.title'), hidden: true },
  }
}

export async function action(args: ActionFunctionArgs) {
  const language = requireLanguage(args.params.language)
  return answerForm(askForm, args, ({ actor, value }) => {
    const { offerId } = requireAskPage(language, args.params.slug, null)
    if (value.intent === 'ask') {
      const sent = sendEnquiry(database(), actor, { offerId, words: value.words, language }, now())
      return sent.ok ? paths.ownRequest(language, sent.value, { done: 'sent' }) : sent
    }
    const asker = allow(actor, 'contact-request.send')
    const asked = sendContactRequest(portalFiles(), theKeyring(), asker, { offerId, language: value.language }, now())
    return asked.ok ? paths.ownRequests(language, { done: 'asked' }) : asked
  })
}

export const meta: MetaFunction<typeof loader> = ({ data: page, matches }) => (page ? pageMeta(page.meta, matches) : [])

export default function AskRoute() {
  const { notice, ...page } = useLoaderData<typeof loader>()
  const box = <NoticeBox notice={notice} more={paths.guide(page.language, 'privacy')} id="notice" />
  return <AskPage {...page} notice={box} refused={useActionData<typeof action>() ?? null} />
}
