import type { PersonHandle } from '#app/paths.ts'
import type { SessionCodes } from '#app/platform/http/session-codes.server.ts'

/** Addresses that hold ids and numbers as they are, for tests of what stands behind them: a place is `moment.number`. */
export const PLAIN_CODES: SessionCodes = {
  handleOf: (id) => id as PersonHandle,
  personOf: (handle) => handle,
  placeCode: ({ at, seq }) => `${at}.${seq}`,
  placeOf(code) {
    if (code === '') return null
    const [at = 0, seq = 0] = code.split('.').map(Number)
    return { at, seq }
  },
}
