import type { Connection } from '#db/open.server.ts'
import { prepared } from '#db/prepare.server.ts'

/** What was told is kept so long, so that it can be looked up when somebody says that no mail came. */
const TOLD_KEPT_MS = 3 * 86_400_000

/** Deletes what was told more than three days ago, and what was given up before `givenUpBefore`; answers how many. */
export function eraseEnded(file: Connection, now: Date, givenUpBefore: number): number {
  return prepared(file, 'DELETE FROM outbox WHERE ended_at < CASE "end" WHEN \'dead\' THEN ? ELSE ? END').run(
    givenUpBefore,
    Math.max(givenUpBefore, Number(now) - TOLD_KEPT_MS),
  ).changes
}
