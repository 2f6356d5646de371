/** The names of the fields of a session in the editor, by how each is filled in. This file imports nothing. */

/** Fields of a session whose day stands in three boxes. */
export const SESSION_DAYS = ['decideOn', 'signUpFrom', 'signUpUntil', 'cancelUntil'] as const
export const SESSION_TEXTS = ['onlineLink', 'approval', 'payer', 'latePayer', 'trainer', 'zone'] as const
export const SESSION_CHECKS = ['online', 'waitingList', 'cancelled'] as const
export const SESSION_AMOUNTS = { cost: 'costCents', lateCost: 'lateCostCents' } as const
export const SESSION_COUNTS = ['seats', 'least'] as const

const OF_A_DAY = /^day\.\d{1,2}\.(date|from|until|later)$/
const NAMES: ReadonlySet<string> = new Set([
  ...SESSION_TEXTS,
  ...SESSION_CHECKS,
  ...SESSION_COUNTS,
  ...SESSION_DAYS,
  ...Object.keys(SESSION_AMOUNTS),
  ...['place.nl', 'place.en', 'questions', 'slots', 'removed'],
])

/** Whether a session has a field of this name. */
export function isSessionFieldName(name: string): boolean {
  return NAMES.has(name) || OF_A_DAY.test(name)
}
