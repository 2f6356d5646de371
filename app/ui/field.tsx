import type { ReactNode } from 'react'

/** What a field gives its input, select or text area, so that hint and problem are read with it. */
export type Control = { id: string; name: string; 'aria-describedby'?: string; 'aria-invalid'?: true }
export type FieldProps = { id: string; name: string; hint?: ReactNode; problem?: ReactNode }

/** The ids of hint and problem, to be read with the field. */
function describedBy({ id, hint, problem }: FieldProps): string | undefined {
  return [hint ? `${id}-hint` : '', problem ? `${id}-problem` : ''].filter(Boolean).join(' ') || undefined
}

/** A label, a hint and a problem around one input. What the input is, and what stands in it, is up to the page. */
export function Field({
  label,
  hintIcon,
  children,
  ...field
}: FieldProps & { label: string; hintIcon?: string; children: (control: Control) => ReactNode }) {
  const { id, name, hint, problem } = field
  const described = describedBy(field)
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <AroundField id={id} hint={hint} problem={problem} hintIcon={hintIcon} />
      {children({
        id,
        name,
        ...(described ? { 'aria-describedby': described } : {}),
        ...(problem ? { 'aria-invalid': true } : {}),
      })}
    </div>
  )
}

/** The same around several inputs with one question above them: choices, or the boxes of a date. The question takes the focus from the error summary. */
export function FieldGroup({
  label,
  hintIcon,
  className,
  children,
  ...field
}: Omit<FieldProps, 'name'> & { label: string; hintIcon?: string; className?: string; children: ReactNode }) {
  const { id, hint, problem } = field
  return (
    <fieldset
      className={['field', className].filter(Boolean).join(' ')}
      id={id}
      tabIndex={-1}
      aria-describedby={describedBy({ name: '', ...field })}
    >
      <legend>{label}</legend>
      <AroundField id={id} hint={hint} problem={problem} hintIcon={hintIcon} />
      {children}
    </fieldset>
  )
}

function AroundField({ id, hint, problem, hintIcon }: Omit<FieldProps, 'name'> & { hintIcon?: string }) {
  return (
    <>
      {hint ? (
        <p className="hint" id={`${id}-hint`} data-icon={hintIcon}>
          {hint}
        </p>
      ) : null}
      {problem ? (
        <p className="problem" id={`${id}-problem`} data-icon="warning">
          {problem}
        </p>
      ) : null}
    </>
  )
}
