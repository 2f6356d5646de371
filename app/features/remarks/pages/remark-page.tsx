import type { Language } from '#app/i18n/languages.ts'
import { useTexts } from '#app/i18n/use-texts.ts'
import type { FormAnswer } from '#app/platform/http/form/form-answer.ts'
import { formState } from '#app/platform/http/form/form-state.ts'
import { Field } from '#app/ui/field.tsx'
import { PageHead } from '#app/ui/page-head.tsx'
import { ProblemSummary } from '#app/ui/problem-summary.tsx'
import { StatusNote } from '#app/ui/status-note.tsx'
import { LONGEST_REMARK, type RemarkProblem } from '../remark-rules.ts'

type Props = { page: string; isKept: boolean; refused: FormAnswer<RemarkProblem> | null; language: Language }

/** "Is something wrong or missing here?" Says before sending that nobody can answer. */
export function RemarkPage({ page, isKept, refused }: Props) {
  const t = useTexts('remarks')
  const form = formState(refused, {
    id: (name) => name,
    words: (problem) => t(`problem.${problem}`),
    general: { 'bad-form': t('problem.empty') },
  })
  const about = form.value('page', page)
  if (isKept && !refused)
    return (
      <main className="wrap page" id="content">
        <PageHead title={t('title')} />
        <StatusNote kind="ok" role="status">
          <p>{t('thanks')}</p>
          <p>
            <a href={page}>{t('back')}</a>
          </p>
        </StatusNote>
      </main>
    )
  return (
    <main className="wrap page" id="content">
      <PageHead title={t('title')} lead={t('lead')} />
      {refused ? <ProblemSummary refusal={refused} problems={form.problems} /> : null}
      <StatusNote icon="info">{t('nobody')}</StatusNote>
      <form method="post" className="stack" noValidate key={form.key}>
        <p>
          <a href={page}>{t('page', { page: about })}</a>
        </p>
        <input type="hidden" name="page" value={about} />
        <Field label={t('label')} hint={t('hint')} {...form.field('words')}>
          {(control) => (
            <textarea {...control} rows={5} required maxLength={LONGEST_REMARK} defaultValue={form.value('words')} />
          )}
        </Field>
        <button type="submit" className="button">
          {t('send')}
        </button>
      </form>
    </main>
  )
}
