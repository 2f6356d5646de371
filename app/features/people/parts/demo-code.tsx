import type { Language } from '#app/i18n/languages.ts'
import { useTexts } from '#app/i18n/use-texts.ts'
import { paths } from '#app/paths.ts'
import type { FormAnswer } from '#app/platform/http/form/form-answer.ts'
import { formState } from '#app/platform/http/form/form-state.ts'
import { Field } from '#app/ui/field.tsx'
import { PageHead } from '#app/ui/page-head.tsx'
import { ProblemSummary } from '#app/ui/problem-summary.tsx'

/** Asks for the code that the start of the demo printed, and then goes on as the person that was chosen. */
export function DemoCode({ answer, language }: { answer: FormAnswer<'no-code' | 'wrong-code'>; language: Language }) {
  const t = useTexts('people')
  const form = formState(answer, { id: 'demo', words: () => t('signIn.code.wrong') })
  const isFirstAsked = answer.problems.every(({ problem }) => problem === 'no-code')
  return (
    <main className="wrap page" id="content">
      <PageHead title={t('signIn.code.title')} lead={t('signIn.code.lead')} />
      {isFirstAsked ? null : <ProblemSummary refusal={answer} problems={form.problems} />}
      <form method="post" action={paths.demoSignIn()} className="stack">
        <input type="hidden" name="person" value={form.value('person')} />
        {form.value('to') ? <input type="hidden" name="to" value={form.value('to')} /> : null}
        <Field {...form.field('code')} label={t('signIn.code.label')} hint={t('signIn.code.hint')}>
          {(control) => (
            <input {...control} type="text" autoComplete="off" spellCheck={false} defaultValue={form.value('code')} />
          )}
        </Field>
        <p className="chips">
          <button type="submit" className="button">
            {t('signIn.code.send')}
          </button>
          <a className="button quiet" href={paths.signIn(language)}>
            {t('signIn.others')}
          </a>
        </p>
      </form>
    </main>
  )
}
