import type { ActionFunctionArgs } from '@remix-run/node'
import { draftForm } from '#app/features/publishing/draft-form.server.ts'
import { LARGEST_DRAFT } from '#app/features/publishing/editor-field.ts'
import { keepDraft } from '#app/features/publishing/keep-draft.server.ts'
import { now } from '#app/platform/clock.server.ts'
import { database } from '#app/platform/database.server.ts'
import { answerForm } from '#app/platform/http/form/answer-form.server.ts'
import { requireLanguage } from '#app/platform/http/language.server.ts'

export const handle = { largestBody: LARGEST_DRAFT.body }

/** Keeps what somebody types in the editor while they type; the page asks it by itself and says what it hears. */
export async function action(args: ActionFunctionArgs) {
  const language = requireLanguage(args.params.language)
  const id = args.params.id ?? ''
  return answerForm(draftForm, args, ({ actor, value }) => {
    const kept = keepDraft(database(), actor, id, value, language, now())
    return kept.ok ? Response.json(kept.value, { headers: { 'Cache-Control': 'no-store' } }) : kept
  })
}
