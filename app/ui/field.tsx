import type { ReactNode } from 'react'

/** What a field gives its input, select or text area, so that hint and problem are read with it. */
export type Control = { id: string; name: string; 'aria-describedby'?: string; 'aria-invalid'?: true }

/** A label, a hint and a problem around one input. What the input is, and what stands in it, is up to the page. */
export function Field({
  id,
  name,
  label,
  hint,
  problem,
  children,
}: {
  id: string
  name: string
  label: string
  hint?: string
  problem?: string | null
  children: (control: Control) => ReactNode
}) {
  const described = [hint ? `${id}-hint` : '', problem ? `${id}-problem` : ''].filter(Boolean).join(' ')
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      {hint ? (
        <p className="hint" id={`${id}-hint`}>
          {hint}
        </p>
      ) : null}
      {problem ? (
        <p className="problem" id={`${id}-problem`} data-icon="warning">
          {problem}
        </p>
      ) : null}
      {children({
        id,
        name,
        ...(described ? { 'aria-describedby': described } : {}),
        ...(problem ? { 'aria-invalid': true } : {}),
      })}
    </div>
  )
}
