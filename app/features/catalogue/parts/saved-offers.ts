import { useSyncExternalStore } from 'react'

/** Saved offers live in this browser only, until there is an account: a list of ids, newest first. */
const KEY = 'koers.saved'
const CHANGED = 'koers:saved'
const MOST = 100
const ID = /^[0-9a-f-]{36}$/
const NONE: ReadonlyArray<string> = []

let text: string | null = null
let list: ReadonlyArray<string> = NONE

function read(): ReadonlyArray<string> {
  let stored: string | null = null
  try {
    stored = localStorage.getItem(KEY)
  } catch {
    // A browser that forbids storage: nothing is saved.
  }
  if (stored !== text) {
    text = stored
    try {
      const parsed: unknown = JSON.parse(stored ?? '[]')
      list = Array.isArray(parsed) ? parsed.filter((id) => typeof id === 'string' && ID.test(id)).slice(0, MOST) : NONE
    } catch {
      list = NONE
    }
  }
  return list
}

function subscribe(changed: () => void): () => void {
  addEventListener('storage', changed)
  addEventListener(CHANGED, changed)
  return () => {
    removeEventListener('storage', changed)
    removeEventListener(CHANGED, changed)
  }
}

/** The ids saved in this browser; empty on the server and while the page wakes up. */
export function useSaved(): ReadonlyArray<string> {
  return useSyncExternalStore(subscribe, read, () => NONE)
}

/** Saves an offer in this browser, or lets it go. Answers whether the browser kept it. */
export function setSaved(id: string, saved: boolean): boolean {
  const others = read().filter((other) => other !== id)
  try {
    localStorage.setItem(KEY, JSON.stringify((saved ? [id, ...others] : others).slice(0, MOST)))
  } catch {
    return false
  }
  dispatchEvent(new Event(CHANGED))
  return true
}
