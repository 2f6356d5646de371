/** The people of the demo university, in the order of the page they sign in from. Tests, seed and demo know them by these handles. */
export const DEMO_HANDLES = [
  'sanne',
  'omar',
  'marieke',
  'jan',
  'els',
  'youssef',
  'fatima',
  'pieter',
  'ingrid',
  'willem',
  'ada',
  'nora',
  'tom',
] as const
export type DemoHandle = (typeof DEMO_HANDLES)[number]

/** Whether this is the handle of somebody of the demo. */
export function isDemoHandle(handle: string): handle is DemoHandle {
  return (DEMO_HANDLES as ReadonlyArray<string>).includes(handle)
}

/** The same people as the sign-in page shows them, by what they come to do. */
export const DEMO_GROUPS = {
  employees: ['sanne', 'omar'],
  advisors: ['marieke', 'jan', 'els', 'youssef'],
  hr: ['fatima', 'pieter', 'ingrid'],
  management: ['willem', 'ada'],
  outside: ['nora', 'tom'],
} as const satisfies Record<string, ReadonlyArray<DemoHandle>>
export type DemoGroup = keyof typeof DEMO_GROUPS
