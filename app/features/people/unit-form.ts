import type { UnitProblem } from './units.ts'

export const UNIT_INTENTS = ['add', 'change'] as const
export type UnitIntent = (typeof UNIT_INTENTS)[number]

export type UnitFormProblem = UnitProblem | 'busy'
