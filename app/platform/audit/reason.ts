import { visibleText } from '../text/visible-text.ts'

/** Characters of a reason. A screen says so beside its field, and a verb refuses what is longer before it tells anything. */
export const LONGEST_REASON = 500

/** A reason as it is kept: text that people see, without space around it; empty when nothing was said. */
export function cleanReason(text: string): string {
  return visibleText(text).trim()
}
