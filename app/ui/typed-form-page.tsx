import type { Language } from '#app/i18n/languages.ts'
import { useTexts } from '#app/i18n/use-texts.ts'
import { paths } from '#app/paths.ts'
import { PageHead } from './page-head.tsx'

type TypedForm = {
  action: string
  fields: ReadonlyArray<readonly [name: string, value: string]>
  typed: ReadonlyArray<string>
}

/** For who sent a form after their sign-in had ended: what they typed, the way to sign in beside it, and the same form to send once more. */
export function TypedFormPage({ language, form }: { language: Language; form: TypedForm }) {
  const t = useTexts()
  const typed = form.fields.filter(([name, value]) => form.typed.includes(name) && value.trim() !== '')
  return (
    <main className="wrap page" id="content">
      <PageHead title={t('typedForm.title')} lead={t('typedForm.lead')} />
      <ol className="stack">
        <li>
          <a className="button" href={paths.signIn(language)} target="_blank" rel="noreferrer" data-icon="person">
            {t('typedForm.signIn')}
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
      {typed.length > 0 ? <h2>{t('typedForm.typed')}</h2> : null}
      {typed.map(([name, value]) => (
        <blockquote key={name} className="card typed">
          {value}
        </blockquote>
      ))}
    </main>
  )
}
