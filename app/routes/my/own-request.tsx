import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { allow } from '#app/access/actor.ts'
import { contactIsThere } from '#app/features/enquiries/contact.queries.server.ts'
import { endEnquiry } from '#app/features/enquiries/end-enquiry.server.ts'
import enquiryStyles from '#app/features/enquiries/enquiries.css?url'
import { followUpEnquiry } from '#app/features/enquiries/follow-up-enquiry.server.ts'
import { ownRequestForm } from '#app/features/enquiries/own-request-form.server.ts'
import { findOwnRequest, readingsOf } from '#app/features/enquiries/own-requests.queries.server.ts'
import { OwnRequestPage } from '#app/features/enquiries/pages/own-request-page.tsx'
import { readOwnNews } from '#app/features/enquiries/pages/own-requests-page.tsx'
import { withdrawContactRequest } from '#app/features/enquiries/withdraw-contact-request.server.ts'
import { LooksList } from '#app/features/privacy/looks-list.tsx'
import privacyStyles from '#app/features/privacy/privacy.css?url'
import { whoLooked } from '#app/features/privacy/who-looked.server.ts'
import { textsFor } from '#app/i18n/instance.server.ts'
import { paths } from '#app/paths.ts'
import { now } from '#app/platform/clock.server.ts'
import { theKeyring } from '#app/platform/crypto/keyring.server.ts'
import { authStore, database, portalFiles } from '#app/platform/database.server.ts'
import { requireDeliberateRead } from '#app/platform/http/deliberate-read.server.ts'
import { answerForm, keptUnder } from '#app/platform/http/form/answer-form.server.ts'
import { requireLanguage } from '#app/platform/http/language.server.ts'
import { pageMeta } from '#app/platform/http/page-meta.ts'
import { readWhenFree } from '#app/platform/http/read-when-free.server.ts'
import { requireVisitor } from '#app/platform/http/visitor.server.ts'
import { moduleIsOn } from '#app/platform/portal/settings.server.ts'

export const handle = { texts: ['enquiries', 'privacy'], tells: true }
export const links = () => [privacyStyles, enquiryStyles].map((href) => ({ rel: 'stylesheet', href }))

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const language = requireLanguage(params.language)
  const visitor = requireVisitor(request, context)
  const actor = allow(visitor.person, 'enquiry.send')
  const read = requireDeliberateRead(request, context, visitor, 'own-request')
  const which = { id: params.id ?? '', language }
  const page = moduleIsOn('enquiries')
    ? await readWhenFree(() => findOwnRequest(portalFiles(), theKeyring(), actor, read, which, now()))
    : null
  if (!page) throw new Response(null, { status: 404 })
  const news = readOwnNews(new URL(request.url).searchParams.get('done'))
  const looks = page.kind === 'contact' ? whoLooked(portalFiles(), readingsOf(actor, page.id), language) : null
  const meta = { title: textsFor(language)('enquiries:own.title'), hidden: true }
  return { language, page, looks, under: keptUnder(ownRequestForm, visitor, params), news, meta }
}

export async function action(args: ActionFunctionArgs) {
  const language = requireLanguage(args.params.language)
  const id = args.params.id ?? ''
  return answerForm(ownRequestForm, args, async ({ actor, value }) => {
    if (value.intent === 'follow-up') {
      const sent = followUpEnquiry(database(), actor, { id, words: value.words }, now())
      return sent.ok ? paths.ownRequest(language, id, { done: 'more' }) : sent
    }
    if (contactIsThere(portalFiles(), id)) {
      const files = { ...portalFiles(), authStore: authStore() }
      const withdrawn = await withdrawContactRequest(files, allow(actor, 'contact-request.withdraw'), id, now())
      return withdrawn.ok ? paths.ownRequests(language, { done: withdrawn.value }) : withdrawn
    }
    const state = value.intent === 'withdraw' ? 'withdrawn' : 'closed'
    const ended = endEnquiry(database(), actor, { id, state }, now())
    return ended.ok ? paths.ownRequest(language, id, { done: state }) : ended
  })
}

export const meta: MetaFunction<typeof loader> = ({ data: page, matches }) => (page ? pageMeta(page.meta, matches) : [])

export default function OwnRequestRoute() {
  const { looks, ...page } = useLoaderData<typeof loader>()
  const looked = looks && <LooksList looks={looks} />
  return <OwnRequestPage {...page} looked={looked} refused={useActionData<typeof action>() ?? null} />
}
