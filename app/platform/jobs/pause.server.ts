import { setTimeout as pauseFor } from 'node:timers/promises'

/** Waits so many milliseconds, or until the signal; keeps no process alive when `keepAlive` is false. Never throws. */
export async function pause(
  ms: number,
  { signal, keepAlive = true }: { signal?: AbortSignal | undefined; keepAlive?: boolean } = {},
): Promise<void> {
  await pauseFor(ms, undefined, { ref: keepAlive, ...(signal ? { signal } : {}) }).catch(() => {})
}
