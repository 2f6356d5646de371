import { careerAdvice } from './kinds/career-advice.ts'
import { coaching } from './kinds/coaching.ts'
import { event } from './kinds/event.ts'
import type { KindDefinition } from './kinds/kind.ts'
import { mentoring } from './kinds/mentoring.ts'
import { selfTest } from './kinds/self-test.ts'
import { story } from './kinds/story.ts'
import { training } from './kinds/training.ts'
import { vacancy } from './kinds/vacancy.ts'

/** The one list. A new kind of offer is one file in kinds/, one line here, and its two labels. */
export const kinds = [training, mentoring, coaching, vacancy, event, selfTest, story, careerAdvice] as const

export type KindId = (typeof kinds)[number]['id']

const byId = new Map<string, KindDefinition>(kinds.map((kind) => [kind.id, kind as unknown as KindDefinition]))

export function isKind(value: string): value is KindId {
  return byId.has(value)
}

/** The definition of a kind; its details are `unknown` here and are checked by its own schema before use. */
export function kindOf(id: KindId): KindDefinition {
  const kind = byId.get(id)
  if (!kind) throw new Error(`no such kind: ${id}`)
  return kind
}
