import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { allow } from '#app/access/actor.ts'
import { answerContactRequest } from '#app/features/enquiries/answer-contact-request.server.ts'
import { findContactRequest, openContactRequest } from '#app/features/enquiries/contact.queries.server.ts'
import { contactForm } from '#app/features/enquiries/contact-form.server.ts'
import enquiryStyles from '#app/features/enquiries/enquiries.css?url'
import { ContactRequestPage } from '#app/features/enquiries/pages/contact-request-page.tsx'
import { textsFor } from '#app/i18n/instance.server.ts'
import { paths } from '#app/paths.ts'
import { now } from '#app/platform/clock.server.ts'
import { theKeyring } from '#app/platform/crypto/keyring.server.ts'
import { authStore, portalFiles } from '#app/platform/database.server.ts'
import { requireDeliberateRead } from '#app/platform/http/deliberate-read.server.ts'
import { answerForm, keptUnder } from '#app/platform/http/form/answer-form.server.ts'
import { requireLanguage } from '#app/platform/http/language.server.ts'
import { pageMeta } from '#app/platform/http/page-meta.ts'
import { readWhenFree } from '#app/platform/http/read-when-free.server.ts'
import { requireVisitor } from '#app/platform/http/visitor.server.ts'
import { moduleIsOn } from '#app/platform/portal/settings.server.ts'

export const handle = { texts: ['enquiries'], tells: true }
export const links = () => [{ rel: 'stylesheet', href: enquiryStyles }]

const files = () => ({ ...portalFiles(), authStore: authStore() })

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const language = requireLanguage(params.language)
  const visitor = requireVisitor(request, context)
  const actor = allow(visitor.person, 'contact-request.open')
  const read = requireDeliberateRead(request, context, visitor, 'contact-request')
  const [how, which] = [
    { session: visitor.authSession, read },
    { id: params.id ?? '', language },
  ]
  const page = moduleIsOn('enquiries')
    ? await readWhenFree(() => findContactRequest(files(), theKeyring(), actor, how, which, now()))
    : null
  if (!page) throw new Response(null, { status: 404 })
  const meta = { title: textsFor(language)('enquiries:advice.page'), hidden: true }
  return { language, page, under: keptUnder(contactForm, visitor, params), meta }
}

export async function action(args: ActionFunctionArgs) {
  const language = requireLanguage(args.params.language)
  const id = args.params.id ?? ''
  return answerForm(contactForm, args, ({ actor, visitor, value }) => {
    if (value.intent === 'open') {
      openContactRequest(files(), actor, visitor.authSession, id, now())
      return paths.contactRequest(language, id)
    }
    const { choice, ...time } = value
    const answer = { id, choice, time: choice === 'time' ? time : null }
    const answerer = allow(actor, 'contact-request.answer')
    const answered = answerContactRequest(files(), theKeyring(), answerer, answer, { cameBy: 'form' }, now())
    return answered.ok ? paths.contactRequests(language, { done: 'answered' }) : answered
  })
}

export const meta: MetaFunction<typeof loader> = ({ data: page, matches }) => (page ? pageMeta(page.meta, matches) : [])

export default function ContactRequestRoute() {
  return <ContactRequestPage {...useLoaderData<typeof loader>()} refused={useActionData<typeof action>() ?? null} />
}
