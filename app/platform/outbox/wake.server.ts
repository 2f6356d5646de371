let wake: (() => void) | null = null

/** Has the dispatcher of this process look at once; one of another process looks by itself a moment later. */
export function wakeDispatcher(): void {
  wake?.()
}

/** Says what looks when the outbox is written; null when this process has no dispatcher (any more). */
export function onWake(look: (() => void) | null): void {
  wake = look
}
