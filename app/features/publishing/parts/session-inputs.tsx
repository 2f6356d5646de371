import type { ReactNode } from 'react'
import { useTexts } from '#app/i18n/use-texts.ts'
import { DateField } from '#app/ui/date-field.tsx'
import { Field } from '#app/ui/field.tsx'
import { FieldRow } from '#app/ui/field-row.tsx'
import type { SessionFormView } from './session-form-view.ts'

type InputProps = { view: SessionFormView; name: string; label: string; hint?: ReactNode }

/** One line of text, a number or a time in the form of a session. */
export function SessionLineInput({
  view,
  name,
  label,
  hint,
  before,
  language,
  isShort = false,
}: InputProps & { before?: string; language?: string; isShort?: boolean }) {
  const value = before === undefined ? view.plain(name) : view.value(name, before)
  return (
    <Field {...view.field(name)} label={label} hint={hint}>
      {(control) => (
        <input
          {...control}
          type="text"
          autoComplete="off"
          lang={language}
          className={isShort ? 'short' : undefined}
          defaultValue={value}
        />
      )}
    </Field>
  )
}

/** A day in three boxes. */
export function SessionDayInput({ view, name, label, hint }: InputProps) {
  return (
    <DateField
      {...view.field(name)}
      problem={view.problemAt(`${name}.day`)}
      label={label}
      hint={hint}
      value={view.boxes(name)}
    />
  )
}

/** One of several; nothing chosen is the first of them. */
export function SessionChoice({
  view,
  name,
  label,
  hint,
  options,
  before,
}: InputProps & { options: ReadonlyArray<{ value: string; label: string }>; before?: string }) {
  const value = before === undefined ? view.plain(name) : view.value(name, before)
  const isKnown = value === '' || options.some((one) => one.value === value)
  return (
    <Field {...view.field(name)} label={label} hint={hint}>
      {(control) => (
        <select {...control} defaultValue={value}>
          {isKnown ? null : <option value={value}>{value}</option>}
          {options.map((one) => (
            <option key={one.value} value={one.value}>
              {one.label}
            </option>
          ))}
        </select>
      )}
    </Field>
  )
}

/** A check box with its label and a hint under it. */
export function SessionCheck({ view, name, label, hint, before }: InputProps & { before: boolean }) {
  const { id } = view.field(name)
  return (
    <div className="choices">
      <label htmlFor={id}>
        <input
          type="checkbox"
          id={id}
          name={name}
          value="on"
          defaultChecked={view.values(name, before ? ['on'] : []).includes('on')}
          aria-describedby={hint ? `${id}-hint` : undefined}
        />
        {label}
      </label>
      {hint ? (
        <p className="hint" id={`${id}-hint`}>
          {hint}
        </p>
      ) : null}
    </div>
  )
}

/** A text in two languages, beside each other. */
export function SessionTwin({
  view,
  names,
  label,
  hint,
  before,
}: {
  view: SessionFormView
  names: { nl: string; en: string }
  label: string
  hint?: ReactNode
  before?: { nl: string; en: string }
}) {
  const t = useTexts('sessions')
  return (
    <FieldRow>
      {(['nl', 'en'] as const).map((language) => (
        <SessionLineInput
          key={language}
          view={view}
          name={names[language]}
          label={t(`in.${language}`, { label })}
          hint={language === 'nl' ? hint : undefined}
          language={language}
          before={before?.[language]}
        />
      ))}
    </FieldRow>
  )
}

/** A part of the form with its title. */
export function SessionPart({
  id,
  title,
  lead,
  children,
}: {
  id: string
  title: string
  lead?: string
  children: ReactNode
}) {
  return (
    <section className="card session-part" aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      {lead ? <p className="small">{lead}</p> : null}
      {children}
    </section>
  )
}
