import type { ReactNode } from 'react'
import type { FormState } from '#app/platform/http/form/form-state.ts'
import { Field } from '#app/ui/field.tsx'
import { KeptUnder } from '#app/ui/kept-under.tsx'
import { LONGEST_WORDS } from '../enquiry-rules.ts'

/** A form of one text of one's own, with the name it is sent under. What was typed stays in it whatever happens. */
export function WordsForm({
  form,
  intent,
  texts,
  under,
  before = '',
  children,
}: {
  form: FormState
  intent: string
  texts: { label: string; hint: string; send: string }
  under: { name: string; token: string }
  /** Words to begin with. */
  before?: string
  children?: ReactNode
}) {
  return (
    <form method="post" className="stack" noValidate key={form.key}>
      <Field label={texts.label} hint={texts.hint} hintIcon="lock" {...form.field('words')}>
        {(control) => (
          <textarea
            {...control}
            rows={7}
            required
            maxLength={LONGEST_WORDS}
            defaultValue={form.value('words', before)}
          />
        )}
      </Field>
      {children}
      <KeptUnder name={under.name} token={under.token} />
      <button type="submit" className="button" name="intent" value={intent}>
        {texts.send}
      </button>
    </form>
  )
}

/** One button, with what it does beside it. */
export function ActButton({
  intent,
  token,
  text,
  hint,
}: {
  intent: string
  token: string
  text: string
  hint: string
}) {
  return (
    <form method="post" className="act">
      <input type="hidden" name="token" value={token} />
      <p className="hint" id={`${intent}-hint`}>
        {hint}
      </p>
      <button type="submit" className="button quiet" name="intent" value={intent} aria-describedby={`${intent}-hint`}>
        {text}
      </button>
    </form>
  )
}
