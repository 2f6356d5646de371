import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { SignInProblemPage } from '#app/features/people/pages/sign-in-problem-page.tsx'
import { problemNamed } from '#app/features/people/sign-in-problems.ts'
import { textsFor } from '#app/i18n/instance.server.ts'
import { settings } from '#app/platform/env.server.ts'
import { requireLanguage } from '#app/platform/http/language.server.ts'
import { pageMeta } from '#app/platform/http/page-meta.ts'
import { safePath } from '#app/platform/http/safe-path.ts'

export const handle = { texts: ['people'] }

/** For everybody who has the address: it holds no more than which of the known problems it was, and the number in the log. */
export function loader({ request, params }: LoaderFunctionArgs) {
  const language = requireLanguage(params.language)
  const search = new URL(request.url).searchParams
  const problem = problemNamed(search.get('why'))
  if (!problem || !settings().oidc) throw new Response(null, { status: 404 })
  const reference = search.get('reference') ?? ''
  return {
    language,
    state: {
      problem,
      reference: /^[0-9A-F]{8}$/.test(reference) ? reference : null,
      to: safePath(search.get('to')),
      stepUp: problem === 'not-assured' || problem === 'other-person',
    },
    meta: {
      title: textsFor(language)(`people:signInProblem.${problem}.title`),

      hidden: true,
    },
  }
}

export const meta: MetaFunction<typeof loader> = ({ data, matches }) => (data ? pageMeta(data.meta, matches) : [])

export default function SignInProblemRoute() {
  const { state, language } = useLoaderData<typeof loader>()
  return <SignInProblemPage state={state} language={language} />
}
