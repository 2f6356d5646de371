import type { ActionFunctionArgs, LinksFunction, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { type Allowed, allow } from '#app/access/actor.ts'
import { mediaFolders } from '#app/features/media/media-folder.server.ts'
import { LARGEST_MEDIA, MOST_MEDIA_BYTES } from '#app/features/media/vocabulary.ts'
import editorStyles from '#app/features/publishing/editor.css?url'
import { mediaForm } from '#app/features/publishing/media-form.server.ts'
import { findMediaPage } from '#app/features/publishing/media-page.queries.server.ts'
import { readOfferDraft } from '#app/features/publishing/offer-drafts.server.ts'
import { MediaPage } from '#app/features/publishing/pages/media-page.tsx'
import { putMediaToUse, saveOfferMedia } from '#app/features/publishing/save-media.server.ts'
import { paths } from '#app/paths.ts'
import { now } from '#app/platform/clock.server.ts'
import { database } from '#app/platform/database.server.ts'
import { tokensFor } from '#app/platform/http/form/answer-form.server.ts'
import { answerUpload } from '#app/platform/http/form/answer-upload.server.ts'
import { requireLanguage } from '#app/platform/http/language.server.ts'
import { pageMeta } from '#app/platform/http/page-meta.ts'
import { requireVisitor } from '#app/platform/http/visitor.server.ts'

export const handle = { texts: ['publishing', 'media'], largestBody: LARGEST_MEDIA.body }
export const links: LinksFunction = () => [{ rel: 'stylesheet', href: editorStyles }]

const DONE = ['saved', 'waiting'] as const

/** The picture and film of an offer, in its draft. */
export function loader({ request, params, context }: LoaderFunctionArgs) {
  const language = requireLanguage(params.language)
  const visitor = requireVisitor(request, context)
  const page = findMediaPage(database(), allow(visitor.person, 'offer.save'), params.id ?? '', language, now())
  if (!page) throw new Response(null, { status: 404 })
  const said = new URL(request.url).searchParams.get('done')
  return {
    language,
    page,
    tokens: tokensFor(mediaForm, visitor, params),
    done: DONE.find((one) => one === said) ?? null,
    meta: { title: page.head.title || page.head.kind.label, hidden: true },
  }
}

/** Where files for an offer go, and from whom they are taken. */
function receivingFor(id: string) {
  return {
    folder: () => mediaFolders().incoming,
    most: MOST_MEDIA_BYTES,
    mayReceive: (actor: Allowed<'offer.save'>) => readOfferDraft(database(), actor, id) !== null,
  }
}

/** Files go to the disk as they arrive, from somebody who may change this offer and from nobody else. */
export async function action(args: ActionFunctionArgs) {
  const language = requireLanguage(args.params.language)
  const id = args.params.id ?? ''
  return answerUpload(mediaForm, args, receivingFor(id), async ({ actor, value }) => {
    const saved =
      value.intent === 'use'
        ? putMediaToUse(database(), actor, { id, name: value.file }, now())
        : await saveOfferMedia(database(), mediaFolders(), actor, { id, value }, now())
    return saved.ok ? paths.editOffer(language, id, 'media', { done: saved.value }) : saved
  })
}

export const meta: MetaFunction<typeof loader> = ({ data: page, matches }) => (page ? pageMeta(page.meta, matches) : [])

export default function OfferMediaRoute() {
  return <MediaPage {...useLoaderData<typeof loader>()} refused={useActionData<typeof action>() ?? null} />
}
