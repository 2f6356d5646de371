/** How often a page looks whether what it waits for is made, in seconds. */
const LOOK_EVERY = 3

/**
 * The headers of a page that waits for work: while it is being made, the browser itself asks for the page again, without script. For the
 * loader's answer; the route passes them on in its `headers`. Get there with `redirectDocument`, so that the browser loads a page.
 */
export function beingMadeHeaders(state: 'waiting' | 'working' | 'done' | 'failed'): Record<string, string> {
  const isBeingMade = state === 'waiting' || state === 'working'
  return { 'Cache-Control': 'no-store', ...(isBeingMade ? { Refresh: String(LOOK_EVERY) } : {}) }
}
