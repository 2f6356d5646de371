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
