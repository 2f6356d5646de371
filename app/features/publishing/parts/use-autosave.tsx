import { type RefObject, useEffect, useRef, useState } from 'react'
import type { KeptDraft } from '../editor-field.ts'
import { defaultsIn, draftBody, hidden, markOfValues, valuesIn, writeValues } from './field-values.ts'
import { browserStore, forgetUnsent, keepUnsent, type UnsentText, unsentTexts } from './unsent-texts.ts'

/** Where keeping stands: nothing yet, kept at a time, waiting, met by another text, or not kept and why. */
export type Keeping =
  | { state: 'idle' | 'typing' }
  | { state: 'kept'; at: string }
  | { state: 'met'; labels: ReadonlyArray<string> }
  | { state: 'failed'; why: 'offline' | 'signed-out' | 'gone' | 'refused' }

/** Texts that this browser kept because they did not reach the server, by their fields, and what becomes of them. */
export type Unsent = {
  readonly names: ReadonlyArray<string>
  readonly putBack: () => void
  readonly letGo: () => void
}

const WAIT_MS = 1_200
const RETRY_MS = 8_000
/** Marks of what was sent without an answer that a page remembers. */
const MOST_TRIED = 10

const WHY: Readonly<Record<number, 'signed-out' | 'gone'>> = { 401: 'signed-out', 404: 'gone' }

function nameOf(field: Element): string {
  return hidden(field, 'name')?.value ?? ''
}

function unsentOf(fields: ReadonlyArray<Element>): Map<string, UnsentText> {
  const at = Date.now()
  return new Map(
    fields.map((field) => [nameOf(field), { values: valuesIn(field), was: hidden(field, 'was')?.value ?? '', at }]),
  )
}

/** Whose page it is, of which offer, where it keeps, and the marks of own texts that wait there already. */
type Editor = {
  readonly person: string
  readonly offer: string
  readonly address: string
  readonly waiting: ReadonlyArray<string>
}

/**
 * Keeps what somebody types in the fields of a form, a moment after they stop and when they leave the page; without script the form has its button.
 * What could not be kept stays on the page and is tried again; what did not arrive before the page was left stays in this browser, for this person.
 */
export function useAutosave(
  form: RefObject<HTMLFormElement>,
  { person, offer, address, waiting }: Editor,
): { keeping: Keeping; unsent: Unsent | null } {
  const [keeping, setKeeping] = useState<Keeping>({ state: 'idle' })
  const [unsent, setUnsent] = useState<Unsent | null>(null)
  const sent = useRef(new Map<Element, string>())
  const waits = useRef(waiting)
  waits.current = waiting
  useEffect(() => {
    if (!form.current) return
    const element: HTMLFormElement = form.current
    const store = browserStore()
    /** Fields of which an older text waits in this browser until its writer says what becomes of it. */
    const older = new Set<string>()
    const fields = () => [...element.querySelectorAll('[data-field]')]
    for (const field of fields()) sent.current.set(field, JSON.stringify(defaultsIn(field)))
    const changedNow = () => fields().filter((field) => JSON.stringify(valuesIn(field)) !== sent.current.get(field))
    const tried = new Map<Element, string[]>()
    const triedOf = (field: Element) => tried.get(field) ?? []
    const noteTried = (changed: ReadonlyArray<Element>) => {
      for (const field of changed)
        tried.set(field, [...triedOf(field), markOfValues(valuesIn(field))].slice(-MOST_TRIED))
    }
    let timer: ReturnType<typeof setTimeout> | undefined
    let isSending = false
    const later = (ms: number) => {
      clearTimeout(timer)
      timer = setTimeout(keep, ms)
    }
    function noteKept(kept: KeptDraft, before: ReadonlyMap<Element, string>) {
      for (const [field, values] of before) {
        sent.current.set(field, values)
        tried.delete(field)
        const mark = kept.marks[nameOf(field)]
        const was = hidden(field, 'was')
        if (was && mark !== undefined) was.value = mark
      }
      const whole = document.querySelector<HTMLInputElement>('input[name=fingerprint]')
      if (whole?.value === kept.fingerprint.before) whole.value = kept.fingerprint.after
      forgetUnsent(
        store,
        person,
        offer,
        [...before.keys()].map(nameOf).filter((name) => !older.has(name)),
      )
      setKeeping(kept.met.length > 0 ? { state: 'met', labels: kept.met } : { state: 'kept', at: kept.at })
    }
    async function keep() {
      const changed = changedNow()
      if (changed.length === 0 || isSending) return
      isSending = true
      const before = new Map(changed.map((field) => [field, JSON.stringify(valuesIn(field))]))
      const body = draftBody(element, changed, 'auto', triedOf)
      noteTried(changed)
      try {
        const answer = await fetch(address, { method: 'POST', body })
        if (!answer.ok) {
          setKeeping({ state: 'failed', why: WHY[answer.status] ?? 'refused' })
          if (answer.status >= 500 || answer.status === 429) later(RETRY_MS)
          return
        }
        noteKept((await answer.json()) as KeptDraft, before)
        if (changedNow().length > 0) later(WAIT_MS)
      } catch {
        setKeeping({ state: 'failed', why: 'offline' })
        later(RETRY_MS)
      } finally {
        isSending = false
      }
    }
    const typed = () => {
      if (changedNow().length === 0) return
      setKeeping({ state: 'typing' })
      later(WAIT_MS)
    }
    const leave = () => {
      const changed = changedNow()
      // A browser takes 64 KiB on leaving and says nothing of what became of it.
      const own = changed.filter((field) => !older.has(nameOf(field)))
      if (own.length > 0) keepUnsent(store, person, offer, unsentOf(own))
      navigator.sendBeacon(address, draftBody(element, changed, changed.length > 0 ? 'auto' : 'leave', triedOf))
      noteTried(changed)
    }
    const texts = unsentTexts(store, person, offer, Date.now())
    const found = fields().flatMap((field) => {
      const text = texts.get(nameOf(field))
      return text ? [[field, text] as const] : []
    })
    const isThere = (field: Element, { values }: UnsentText) =>
      JSON.stringify(values) === JSON.stringify(valuesIn(field)) || waits.current.includes(markOfValues(values))
    const here = found.filter(([field, text]) => isThere(field, text)).map(([field]) => nameOf(field))
    const missing = found.filter(([field, text]) => !isThere(field, text))
    const names = missing.map(([field]) => nameOf(field))
    for (const name of names) older.add(name)
    const letGo = () => {
      older.clear()
      forgetUnsent(store, person, offer, names)
      setUnsent(null)
    }
    const putBack = () => {
      older.clear()
      for (const [field, { values, was }] of missing) {
        const mark = hidden(field, 'was')
        if (mark) mark.value = was
        writeValues(field, values)
      }
      setUnsent(null)
    }
    forgetUnsent(store, person, offer, here)
    setUnsent(names.length > 0 ? { names, putBack, letGo } : null)
    typed()
    element.addEventListener('input', typed)
    element.addEventListener('change', typed)
    window.addEventListener('pagehide', leave)
    return () => {
      clearTimeout(timer)
      element.removeEventListener('input', typed)
      element.removeEventListener('change', typed)
      window.removeEventListener('pagehide', leave)
      if (changedNow().length > 0) leave()
    }
  }, [form, person, offer, address])
  return { keeping, unsent }
}
