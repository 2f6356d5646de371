/** Any other address in a language: a page that helps on, with status 404. */
export function loader() {
  throw new Response(null, { status: 404 })
}

export default function NotFoundRoute() {
  return null
}
