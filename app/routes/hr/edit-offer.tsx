import type { ActionFunctionArgs, LinksFunction, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { allow } from '#app/access/actor.ts'
import { changeDraft } from '#app/features/publishing/change-draft.server.ts'
import { draftForm } from '#app/features/publishing/draft-form.server.ts'
import editorStyles from '#app/features/publishing/editor.css?url'
import { LARGEST_DRAFT } from '#app/features/publishing/editor-field.ts'
import { findEditor } from '#app/features/publishing/find-editor.server.ts'
import { EditorPage } from '#app/features/publishing/pages/editor-page.tsx'
import { paths } from '#app/paths.ts'
import { now } from '#app/platform/clock.server.ts'
import { database } from '#app/platform/database.server.ts'
import { answerForm, tokensFor } from '#app/platform/http/form/answer-form.server.ts'
import { requireLanguage } from '#app/platform/http/language.server.ts'
import { pageMeta } from '#app/platform/http/page-meta.ts'
import { requireVisitor } from '#app/platform/http/visitor.server.ts'

export const handle = { texts: ['publishing'], largestBody: LARGEST_DRAFT.body }
export const links: LinksFunction = () => [{ rel: 'stylesheet', href: editorStyles }]

const DONE = ['kept', 'discarded', 'restored'] as const

/** One part of the editor of an offer: its text when the address names none. */
export function loader({ request, params, context }: LoaderFunctionArgs) {
  const language = requireLanguage(params.language)
  const visitor = requireVisitor(request, context)
  const actor = allow(visitor.person, 'offer.save')
  const found = findEditor(database(), actor, { id: params.id ?? '', section: params.part ?? 'text' }, language, now())
  if (!found) throw new Response(null, { status: 404 })
  const said = new URL(request.url).searchParams.get('done')
  return {
    language,
    ...found,
    token: tokensFor(draftForm, visitor, params).save,
    done: DONE.find((one) => one === said) ?? null,
    meta: { title: found.page.title || found.page.kind.label, hidden: true },
  }
}

function saidOf(intent: string): (typeof DONE)[number] {
  return intent === 'discard' ? 'discarded' : intent === 'restore' ? 'restored' : 'kept'
}

export async function action(args: ActionFunctionArgs) {
  const language = requireLanguage(args.params.language)
  const { id = '', part } = args.params
  return answerForm(draftForm, args, ({ actor, value }) => {
    const outcome = changeDraft(database(), actor, id, value, now())
    if (!outcome.ok) return outcome
    if (outcome.value.isGone) return paths.hrOffers(language, { done: 'discarded', offer: id })
    return paths.editOffer(language, id, part, { done: saidOf(value.intent) })
  })
}

export const meta: MetaFunction<typeof loader> = ({ data: page, matches }) => (page ? pageMeta(page.meta, matches) : [])

export default function EditOfferRoute() {
  return <EditorPage {...useLoaderData<typeof loader>()} refused={useActionData<typeof action>() ?? null} />
}
