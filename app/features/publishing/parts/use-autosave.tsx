import { type RefObject, useEffect, useRef, useState } from 'react'

/** What the server says after it kept what was typed. */
type Kept = { at: string; marks: Record<string, string>; met: string[] }
/** Where keeping stands: nothing yet, kept at a time, waiting, met by another text, or not kept and why. */
export type Keeping =
  | { state: 'idle' | 'typing' }
  | { state: 'kept'; at: string }
  | { state: 'met'; labels: ReadonlyArray<string> }
  | { state: 'failed'; why: 'offline' | 'signed-out' | 'gone' | 'refused' }

const WAIT_MS = 1_200
const RETRY_MS = 8_000

function valuesIn(field: Element): Array<[string, string]> {
  const inputs = field.querySelectorAll<HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement>(
    'input:not([type=hidden]), textarea, select',
  )
  return [...inputs].flatMap((input): Array<[string, string]> => {
    if (input instanceof HTMLInputElement && input.type === 'checkbox' && !input.checked) return []
    return [[input.name.slice(input.name.lastIndexOf('.') + 1), input.value]]
  })
}

/** What stood in a field when the page was sent, whatever somebody typed before the script was awake. */
function defaultsIn(field: Element): Array<[string, string]> {
  const inputs = field.querySelectorAll<HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement>(
    'input:not([type=hidden]), textarea, select',
  )
  return [...inputs].flatMap((input): Array<[string, string]> => {
    const part = input.name.slice(input.name.lastIndexOf('.') + 1)
    if (input instanceof HTMLSelectElement)
      return [[part, ([...input.options].find((option) => option.defaultSelected) ?? input.options[0])?.value ?? '']]
    if (input instanceof HTMLInputElement && input.type === 'checkbox')
      return input.defaultChecked ? [[part, input.value]] : []
    return [[part, input.defaultValue]]
  })
}

function hidden(field: Element, part: string): HTMLInputElement | null {
  return field.querySelector<HTMLInputElement>(`input[type=hidden][name$=".${part}"]`)
}

/** The changed fields of a form as a form of their own, numbered from the first. */
function bodyOf(form: HTMLFormElement, changed: ReadonlyArray<Element>, intent: 'auto' | 'leave'): URLSearchParams {
  const token = form.querySelector<HTMLInputElement>('input[name=token]')?.value ?? ''
  const body = new URLSearchParams({ intent, token })
  for (const [place, field] of changed.entries()) {
    const at = `field[${place}]`
    body.append(`${at}.name`, hidden(field, 'name')?.value ?? '')
    body.append(`${at}.was`, hidden(field, 'was')?.value ?? '')
    for (const [part, value] of valuesIn(field)) body.append(`${at}.${part}`, value)
  }
  return body
}

const WHY: Readonly<Record<number, 'signed-out' | 'gone'>> = { 401: 'signed-out', 404: 'gone' }

/**
 * Keeps what somebody types in the fields of a form, a moment after they stop and when they leave the page; without script the form has its button.
 * What could not be kept stays on the page and is tried again.
 */
export function useAutosave(form: RefObject<HTMLFormElement>, address: string): Keeping {
  const [keeping, setKeeping] = useState<Keeping>({ state: 'idle' })
  const sent = useRef(new Map<Element, string>())
  useEffect(() => {
    if (!form.current) return
    const element: HTMLFormElement = form.current
    const fields = () => [...element.querySelectorAll('[data-field]')]
    for (const field of fields()) sent.current.set(field, JSON.stringify(defaultsIn(field)))
    const changedNow = () => fields().filter((field) => JSON.stringify(valuesIn(field)) !== sent.current.get(field))
    let timer: ReturnType<typeof setTimeout> | undefined
    let isSending = false
    const later = (ms: number) => {
      clearTimeout(timer)
      timer = setTimeout(keep, ms)
    }
    async function keep() {
      const changed = changedNow()
      if (changed.length === 0 || isSending) return
      isSending = true
      const before = new Map(changed.map((field) => [field, JSON.stringify(valuesIn(field))]))
      try {
        const answer = await fetch(address, { method: 'POST', body: bodyOf(element, changed, 'auto') })
        if (!answer.ok) {
          setKeeping({ state: 'failed', why: WHY[answer.status] ?? 'refused' })
          if (answer.status >= 500 || answer.status === 429) later(RETRY_MS)
          return
        }
        const kept = (await answer.json()) as Kept
        for (const [field, values] of before) {
          sent.current.set(field, values)
          const mark = kept.marks[hidden(field, 'name')?.value ?? '']
          const was = hidden(field, 'was')
          if (was && mark !== undefined) was.value = mark
        }
        setKeeping(kept.met.length > 0 ? { state: 'met', labels: kept.met } : { state: 'kept', at: kept.at })
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
      navigator.sendBeacon(address, bodyOf(element, changed, changed.length > 0 ? 'auto' : 'leave'))
    }
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
  }, [form, address])
  return keeping
}
