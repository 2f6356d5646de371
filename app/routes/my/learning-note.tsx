import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { findLearningNote } from '#app/features/people/learning-note.queries.server.ts'
import { LearningNotePage } from '#app/features/people/pages/learning-note-page.tsx'
import { learningNoteForm, saveLearningNote } from '#app/features/people/save-learning-note.server.ts'
import { textsFor } from '#app/i18n/instance.server.ts'
import { paths } from '#app/paths.ts'
import { now } from '#app/platform/clock.server.ts'
import { database } from '#app/platform/database.server.ts'
import { answerForm } from '#app/platform/http/form/answer-form.server.ts'
import { requireLanguage } from '#app/platform/http/language.server.ts'
import { pageMeta } from '#app/platform/http/page-meta.ts'
import { requireAllowed } from '#app/platform/http/visitor.server.ts'
import { portalName } from '#app/platform/portal/settings.server.ts'

export const handle = { texts: ['people'] }

export function loader({ request, params, context }: LoaderFunctionArgs) {
  const language = requireLanguage(params.language)
  const actor = requireAllowed(request, context, 'learning-note.read-own')
  return {
    language,
    note: findLearningNote(database(), actor),
    isSaved: new URL(request.url).searchParams.get('done') === 'saved',
    meta: { title: textsFor(language)('people:learningNote.title'), name: portalName(), hidden: true },
  }
}

export async function action(args: ActionFunctionArgs) {
  const language = requireLanguage(args.params.language)
  return answerForm(learningNoteForm, args, ({ actor, value }) => {
    saveLearningNote(database(), actor, value.note, now())
    return paths.learningNote(language, { done: 'saved' })
  })
}

export const meta: MetaFunction<typeof loader> = ({ data }) => (data ? pageMeta(data.meta) : [])

export default function LearningNoteRoute() {
  const { note, isSaved, language } = useLoaderData<typeof loader>()
  const refused = useActionData<typeof action>() ?? null
  return <LearningNotePage note={note} refused={refused} isSaved={isSaved} language={language} />
}
