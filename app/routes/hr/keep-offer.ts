import type { ActionFunctionArgs } from '@remix-run/node'
import { changeDraft, keptAnswer } from '#app/features/publishing/change-draft.server.ts'
import { draftForm } from '#app/features/publishing/draft-form.server.ts'
import { LARGEST_DRAFT } from '#app/features/publishing/editor-field.ts'
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
    const outcome = changeDraft(database(), actor, id, value, now())
    if (!outcome.ok) return outcome
    const answer = keptAnswer(database(), actor, id, outcome.value, value, language, now())
    return Response.json(answer, { headers: { 'Cache-Control': 'no-store' } })
  })
}
