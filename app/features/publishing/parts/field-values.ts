import { markOf } from '../merge-fields.ts'

/** The values of a field, each with the last part of the name of its input. */
export type FieldValues = Array<[part: string, value: string]>

function inputsIn(field: Element) {
  return [
    ...field.querySelectorAll<HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement>(
      'input:not([type=hidden]), textarea, select',
    ),
  ]
}

/** What stands in a field of the editor now: each value with the last part of its name. */
export function valuesIn(field: Element): FieldValues {
  return inputsIn(field).flatMap((input): FieldValues => {
    if (input instanceof HTMLInputElement && input.type === 'checkbox' && !input.checked) return []
    return [[input.name.slice(input.name.lastIndexOf('.') + 1), input.value]]
  })
}

/** What stood in a field when the page was sent, whatever somebody typed before the script was awake. */
export function defaultsIn(field: Element): FieldValues {
  return inputsIn(field).flatMap((input): FieldValues => {
    const part = input.name.slice(input.name.lastIndexOf('.') + 1)
    if (input instanceof HTMLSelectElement)
      return [[part, ([...input.options].find((option) => option.defaultSelected) ?? input.options[0])?.value ?? '']]
    if (input instanceof HTMLInputElement && input.type === 'checkbox')
      return input.defaultChecked ? [[part, input.value]] : []
    return [[part, input.defaultValue]]
  })
}

/** A hidden input of a field. */
export function hidden(field: Element, part: string): HTMLInputElement | null {
  return field.querySelector<HTMLInputElement>(`input[type=hidden][name$=".${part}"]`)
}

/** The mark of what stands in a field, as the server makes it. */
export function markOfValues(values: FieldValues): string {
  return markOf(values.map(([, value]) => value))
}

/** Writes values in a field as if somebody had typed them. */
export function writeValues(field: Element, values: FieldValues): void {
  for (const input of inputsIn(field)) {
    const part = input.name.slice(input.name.lastIndexOf('.') + 1)
    const own = values.filter(([name]) => name === part).map(([, value]) => value)
    if (input instanceof HTMLInputElement && input.type === 'checkbox') input.checked = own.includes(input.value)
    else input.value = own[0] ?? ''
    input.dispatchEvent(new Event('input', { bubbles: true }))
  }
}

/** Changed fields of a form as a form of their own, numbered from the first, with the marks of what was sent before without an answer. */
export function draftBody(
  form: HTMLFormElement,
  changed: ReadonlyArray<Element>,
  intent: 'auto' | 'leave',
  triedOf: (field: Element) => ReadonlyArray<string>,
): URLSearchParams {
  const token = form.querySelector<HTMLInputElement>('input[name=token]')?.value ?? ''
  const body = new URLSearchParams({ intent, token })
  for (const [place, field] of changed.entries()) {
    const at = `field[${place}]`
    body.append(`${at}.name`, hidden(field, 'name')?.value ?? '')
    body.append(`${at}.was`, hidden(field, 'was')?.value ?? '')
    for (const mark of triedOf(field)) body.append(`${at}.tried`, mark)
    for (const [part, value] of valuesIn(field)) body.append(`${at}.${part}`, value)
  }
  return body
}
