import type { ActionFunctionArgs } from '@remix-run/node'
import { now } from '#app/platform/clock.server.ts'
import { authStore } from '#app/platform/database.server.ts'
import { READ_PAGES } from '#app/platform/http/confirm-read.ts'
import { confirmReadForm } from '#app/platform/http/confirm-read-form.server.ts'
import { confirmRead } from '#app/platform/http/confirmed-reads.server.ts'
import { confirmReadPage } from '#app/platform/http/deliberate-read.server.ts'
import { answerForm } from '#app/platform/http/form/answer-form.server.ts'
import { requireLanguage } from '#app/platform/http/language.server.ts'
import { safePath } from '#app/platform/http/safe-path.ts'
import { requireVisitor } from '#app/platform/http/visitor.server.ts'

/** A form only. */
export function loader() {
  throw new Response(null, { status: 404 })
}

/** The button before a page whose reading is told: notes that this page may open once, in this auth session, and leads to it. */
export async function action(args: ActionFunctionArgs) {
  requireLanguage(args.params.language)
  const answer = await answerForm(confirmReadForm, args, ({ visitor, value }) => {
    confirmRead(authStore(), visitor.authSession, value.to, now())
    return value.to
  })
  if (answer instanceof Response) return answer
  // A form of an earlier auth session opens nothing: the same button again, with a token of this one.
  const { to, page } = answer.data.sent
  const [path, name] = [safePath(to?.[0]), READ_PAGES.find((one) => one === page?.[0])]
  if (path === null || !name) throw new Response(null, { status: 404 })
  throw confirmReadPage(requireVisitor(args.request, args.context), name, path)
}

export default function OpenRoute() {
  return null
}
