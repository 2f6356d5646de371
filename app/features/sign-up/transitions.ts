import type { SignUpAct, SignUpEnd, SignUpHolds, SignUpState } from './vocabulary.ts'

/** What a sign-up is and what it holds: two questions with answers of their own, for approval and places are two gates. */
export type Standing = { readonly state: SignUpState; readonly holds: SignUpHolds }
type After = Standing & { readonly ended?: SignUpEnd }

const is = (state: SignUpState, holds: SignUpHolds): Standing => ({ state, holds })
const ends = (ended: SignUpEnd): After => ({ state: 'cancelled', holds: 'nothing', ended })

/** The sign-ups that hold something. */
export const STANDINGS: ReadonlyArray<Standing> = [
  is('requested', 'place'),
  is('requested', 'number'),
  is('offered', 'place'),
  is('confirmed', 'place'),
  is('waiting', 'number'),
  is('attended', 'place'),
  is('absent', 'place'),
]

/** What ends any sign-up that is not over. */
const ENDING = {
  cancel: ends('own'),
  swap: ends('swapped'),
  remove: ends('organiser'),
  'call-off': ends('session'),
} as const satisfies Partial<Record<SignUpAct, After>>
const AT_THE_DOOR = { attend: is('attended', 'place'), miss: is('absent', 'place') } as const

/** The one table of transitions: what is not in it cannot happen. A request that gets a place still waits for approval; an approved one in the list still waits for its place. */
const TABLE: Readonly<Record<string, Partial<Record<SignUpAct, After>>>> = {
  'requested place': { approve: is('confirmed', 'place'), decline: is('declined', 'nothing'), ...ENDING },
  'requested number': {
    approve: is('waiting', 'number'),
    decline: is('declined', 'nothing'),
    offer: is('requested', 'place'),
    ...ENDING,
  },
  'offered place': { take: is('confirmed', 'place'), lapse: ends('lapsed'), ...ENDING },
  'waiting number': { offer: is('offered', 'place'), take: is('confirmed', 'place'), ...ENDING },
  'confirmed place': { ...ENDING, ...AT_THE_DOOR },
  'attended place': AT_THE_DOOR,
  'absent place': AT_THE_DOOR,
}

/** How a sign-up stands after an act; null where that act cannot happen to it. */
export function afterAct({ state, holds }: Standing, act: SignUpAct): After | null {
  return TABLE[`${state} ${holds}`]?.[act] ?? null
}

/** Whether its person can still give it up: it is not over, and the session did not take place. */
export function canCancel(standing: Standing): boolean {
  return afterAct(standing, 'cancel') !== null
}
