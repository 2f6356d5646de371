import { z } from 'zod'
import { defineForm } from '#app/platform/http/form/define-form.server.ts'
import { fixed, typed } from '#app/platform/http/form/fields.server.ts'
import { reasonField } from './person-form.server.ts'

const other = fixed(z.string().max(200))

/** The steps of merging another record into somebody's: looking it up, both beside each other, and the merge itself. */
export const mergeForm = defineForm({
  name: 'merge-people',
  permission: 'person.merge',
  tokenFor: (intent, { id = '' }) => `merge-people:${intent}:${id}`,
  freshProof: ['merge'],
  intents: { search: { q: typed(z.string()) }, compare: { other }, merge: { other, reason: reasonField } },
  statuses: { 'no-person': 404 },
  beside: { 'needs-reason': 'reason', 'reason-too-long': 'reason' },
})
