import { z } from 'zod'
import { defineForm } from '#app/platform/http/form/define-form.server.ts'
import { chosen, fixed, list, typed } from '#app/platform/http/form/fields.server.ts'

const choice = chosen(z.string().max(40))
const answer = { id: fixed(z.string().max(40)), text: typed(z.string()) }

/** Signing up with the answers to the session's questions, taking a place that was offered, and giving it up. */
export const signUpForm = defineForm({
  name: 'sign-up',
  permission: 'sign-up.make',
  intents: { make: { slot: choice, answers: list(answer, { most: 30 }) }, take: {}, cancel: {} },
  beside: (problem) => (problem === 'no-slot' ? 'slot' : null),
  statuses: { 'no-session': 404, full: 409, lapsed: 409, busy: 503 },
})
