import type { ActionFunctionArgs } from '@remix-run/node'
import type { Allowed } from '#app/access/actor.ts'
import type { Permission } from '#app/access/permissions.ts'
import { requireAllowed } from '../visitor.server.ts'
import { answerForm } from './answer-form.server.ts'
import type { Form, Intents } from './define-form.server.ts'
import { receiveUploads } from './receive-uploads.server.ts'

/** Where the files of a form go as they arrive, the most bytes of each field, and whether this sender may send any to this address. */
type Receiving<P extends Permission> = {
  readonly folder: () => string
  readonly most: Readonly<Record<string, number>>
  readonly mayReceive: (actor: Allowed<P>) => boolean
}

/**
 * Answers a form with large files (`stored`) like `answerForm`: they are written to the disk as they arrive and may take longer than other bodies, once
 * it is known that their sender may send them here; to anybody else the address does not exist. What the form did not take is deleted.
 */
export async function answerUpload<
  P extends Permission,
  F extends Form<Intents, P, string>,
  const Q extends string = never,
>(
  form: F,
  args: ActionFunctionArgs,
  { folder, most, mayReceive }: Receiving<P>,
  carryOut: Parameters<typeof answerForm<F, Q>>[2],
) {
  const { request, context } = args
  if (form.permission === null || !mayReceive(requireAllowed(request, context, form.permission)))
    throw new Response(null, { status: 404 })
  context.allowSlowBody()
  const uploads = receiveUploads(folder(), most)
  try {
    return await answerForm<F, Q>(form, args, carryOut, undefined, uploads.read)
  } finally {
    await uploads.clear()
  }
}
