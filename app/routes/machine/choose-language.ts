import { type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { paths } from '#app/paths.ts'
import { preferredLanguage } from '#app/platform/http/language.server.ts'

/** `/` follows the language last read in, else the browser's. */
export function loader({ request }: LoaderFunctionArgs) {
  return redirect(paths.home(preferredLanguage(request)), {
    headers: { Vary: 'Cookie, Accept-Language', 'Cache-Control': 'no-store' },
  })
}
