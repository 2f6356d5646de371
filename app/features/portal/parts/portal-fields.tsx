import type { ReactNode } from 'react'
import { useRef } from 'react'
import { useTexts } from '#app/i18n/use-texts.ts'
import type { Own } from '../brand-colours.ts'
import { type FieldProblem, LOGO, pickerFor, readColour } from '../portal-rules.ts'

type Problem = FieldProblem | undefined

/** The sentence of a refusal; a colour that is proposed is shown too. */
function ProblemText({ id, problem }: { id: string; problem: Problem }) {
  const t = useTexts('admin')
  if (!problem) return null
  const { code, proposal } = problem
  return (
    <p className="problem" id={`${id}-problem`} data-icon="warning">
      {t(`portal.problem.${code}`, { proposal })}
      {proposal ? (
        <svg className="swatch" viewBox="0 0 16 16" role="img" aria-label={t('portal.proposed')}>
          <rect width="16" height="16" fill={proposal} />
        </svg>
      ) : null}
    </p>
  )
}

/** The ids of hint and problem of a field, for `aria-describedby`. */
function described(id: string, problem: Problem): string {
  return problem ? `${id}-hint ${id}-problem` : `${id}-hint`
}

export function TextField(field: {
  id: string
  label: string
  hint: ReactNode
  value: string
  most: number
  problem: Problem
  required?: boolean
  lang?: string
}) {
  const { id, problem, value } = field
  return (
    <div className="field">
      <label htmlFor={id}>{field.label}</label>
      <p className="hint" id={`${id}-hint`}>
        {field.hint}
      </p>
      <ProblemText id={id} problem={problem} />
      <input
        id={id}
        name={id}
        type="text"
        defaultValue={value}
        // What was typed and refused may be longer: it stays whole.
        maxLength={Math.max(field.most, value.length)}
        required={field.required}
        lang={field.lang}
        autoComplete="off"
        aria-describedby={described(id, problem)}
        aria-invalid={problem ? true : undefined}
      />
    </div>
  )
}

export type SwitchChoice = { value: string; label: string; hints: ReadonlyArray<string>; on: boolean; allowed: boolean }

/** Things to switch on and off. What the operator has switched off cannot be ticked, and says so. */
export function SwitchList(field: {
  id: string
  name: string
  legend: string
  hint: string
  choices: ReadonlyArray<SwitchChoice>
  problem: Problem
}) {
  const { id, name, problem } = field
  return (
    <fieldset className="field choices" id={id} tabIndex={-1} aria-describedby={described(id, problem)}>
      <legend>{field.legend}</legend>
      <p className="hint" id={`${id}-hint`}>
        {field.hint}
      </p>
      <ProblemText id={id} problem={problem} />
      {field.choices.map(({ value, label, hints, on, allowed }) => (
        <div key={value} className="choice">
          <label>
            <input
              type="checkbox"
              name={name}
              value={value}
              defaultChecked={on}
              disabled={!allowed}
              aria-describedby={hints.length > 0 ? `${name}-${value}-hint` : undefined}
            />
            {label}
          </label>
          {hints.length > 0 ? (
            <p className="hint" id={`${name}-${value}-hint`}>
              {hints.join(' ')}
            </p>
          ) : null}
        </div>
      ))}
    </fieldset>
  )
}

/** A colour to type or to pick. With script the two follow each other; without, the one that was touched counts. */
export function ColourField({
  which,
  texts,
  value,
  problem,
}: {
  which: Own
  texts: { label: string; hint: string; pick: string }
  value: string
  problem: Problem
}) {
  const typed = useRef<HTMLInputElement>(null)
  const picked = useRef<HTMLInputElement>(null)
  function followPicker() {
    if (typed.current && picked.current) typed.current.value = picked.current.value
  }
  function followText() {
    const colour = readColour(typed.current?.value ?? '')
    if (colour && picked.current) picked.current.value = colour
  }
  return (
    <div className="field">
      <label htmlFor={which}>{texts.label}</label>
      <p className="hint" id={`${which}-hint`}>
        {texts.hint}
      </p>
      <ProblemText id={which} problem={problem} />
      <div className="colour">
        <input
          ref={typed}
          id={which}
          name={which}
          type="text"
          defaultValue={value}
          onInput={followText}
          size={10}
          spellCheck={false}
          autoComplete="off"
          aria-describedby={`colours-hint ${described(which, problem)}`}
          aria-invalid={problem ? true : undefined}
        />
        <input
          ref={picked}
          name={`${which}Picked`}
          type="color"
          defaultValue={pickerFor(which, value)}
          onInput={followPicker}
          aria-label={texts.pick}
        />
        <input type="hidden" name={`${which}Shown`} value={value} />
      </div>
    </div>
  )
}

/** The file of a logo. With script one that is too large to send is said at once; without, the portal's answer says it. */
export function LogoField({ problem }: { problem: Problem }) {
  const t = useTexts('admin')
  return (
    <div className="field">
      <label htmlFor="logo">{t('portal.logo')}</label>
      <p className="hint" id="logo-hint">
        {t('portal.logoHint')}
      </p>
      <ProblemText id="logo" problem={problem} />
      <input
        id="logo"
        name="logo"
        type="file"
        accept="image/png"
        onChange={({ currentTarget }) => {
          const isHeavy = (currentTarget.files?.[0]?.size ?? 0) > LOGO.bytes
          currentTarget.setCustomValidity(isHeavy ? t('portal.problem.logo-heavy') : '')
          if (isHeavy) currentTarget.reportValidity()
        }}
        aria-describedby={described('logo', problem)}
        aria-invalid={problem ? true : undefined}
      />
    </div>
  )
}
