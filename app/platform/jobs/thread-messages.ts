import { z } from 'zod'

/** What the process asks of its worker thread: to do a job, or to end the one it is at. `at`: the portal's clock, UTC milliseconds. */
export const request = z.union([
  z.object({ do: z.literal('run'), name: z.string(), record: z.string(), at: z.number() }),
  z.object({ do: z.literal('end') }),
])
export type Request = z.infer<typeof request>

/** What the thread answers: ready for the next job, with the code of what went wrong with the last; null when nothing did. */
export const answer = z.object({ error: z.string().nullable() })
export type ThreadAnswer = z.infer<typeof answer>
