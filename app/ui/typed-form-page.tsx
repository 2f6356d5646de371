import type { Language } from '#app/i18n/languages.ts'
import { useTexts } from '#app/i18n/use-texts.ts'
import { paths } from '#app/paths.ts'
import { PageHead } from './page-head.tsx'
import { StatusNote } from './status-note.tsx'

type TypedForm = {
  why: 'ended' | 'confirm'
  waits: boolean
  action: string
  fields: ReadonlyArray<readonly [name: string, value: string]>
  typed: ReadonlyArray<string>
}

type Props = { language: Language; form: TypedForm }

/** Where somebody signs in, or confirms who they are. */
function wayOf({ language, form: { why, action, waits } }: Props): string {
  const to = waits ? action : undefined
  return why === 'confirm' ? paths.startSignIn({ 'step-up': 'yes', to }) : paths.signIn(language, { to })
}

/** The form waits on the server: one link, and it comes back in its page. */
function Waiting(props: Props) {
  const t = useTexts()
  return (
    <p>
      <a className="button" href={wayOf(props)} data-icon="person">
        {t(`typedForm.${props.form.why}.go`)}
      </a>
    </p>
  )
}

/** The form is in this page only: the way to sign in beside it, and the same form to send once more. */
function TwoSteps(props: Props) {
  const t = useTexts()
  const { form } = props
  return (
    <ol className="stack">
      <li>
        <a className="button" href={wayOf(props)} target="_blank" rel="noreferrer" data-icon="person">
          {t(`typedForm.${form.why}.first`)}
        </a>
      </li>
      <li>
        <form method="post" action={form.action}>
          {form.fields.map(([name, value], place) => (
            // Fields of one form never change place.
            // biome-ignore lint/suspicious/noArrayIndexKey: see above
            <input key={place} type="hidden" name={name} value={value} />
          ))}
          <button type="submit" className="button quiet">
            {t('typedForm.again')}
          </button>
        </form>
      </li>
    </ol>
  )
}

/** For who sent a form after their sign-in had ended, or that asks for a fresh proof of who they are: what they typed, and how it goes on. */
export function TypedFormPage(props: Props) {
  const t = useTexts()
  const { form } = props
  const typed = form.fields.filter(([name, value]) => form.typed.includes(name) && value.trim() !== '')
  return (
    <main className="wrap page" id="content">
      <PageHead
        title={t(`typedForm.${form.why}.title`)}
        lead={t(form.waits ? `typedForm.${form.why}.waits` : `typedForm.${form.why}.lead`)}
      />
      {form.waits ? <Waiting {...props} /> : <TwoSteps {...props} />}
      {typed.length > 0 ? <h2>{t('typedForm.typed')}</h2> : null}
      {typed.map(([name, value]) => (
        <blockquote key={name} className="card typed">
          {value}
        </blockquote>
      ))}
    </main>
  )
}

/** Above a page whose form waited for a sign-in and is filled in again. */
export function RestoredNote() {
  const t = useTexts()
  return (
    <div className="wrap">
      <StatusNote kind="ok" role="status">
        {t('typedForm.restored')}
      </StatusNote>
    </div>
  )
}
