import type { Language } from '#app/i18n/languages.ts'
import { useTexts } from '#app/i18n/use-texts.ts'
import { paths } from '#app/paths.ts'
import type { FormAnswer } from '#app/platform/http/form/form-answer.ts'
import { formState } from '#app/platform/http/form/form-state.ts'
import { Crumbs } from '#app/ui/crumbs.tsx'

/** What somebody would like to learn, for themselves alone. */
export function LearningNotePage({
  note,
  refused,
  isSaved,
  language,
}: {
  note: string
  refused: FormAnswer<'too-long'> | null
  isSaved: boolean
  language: Language
}) {
  const t = useTexts('people')
  const form = formState(refused, { id: 'learning', words: (problem) => t(`learningNote.problem.${problem}`) })
  const { id, name, problem } = form.field('note')
  return (
    <main className="wrap page" id="content">
      <Crumbs
        label={t('common:accountMenu.label')}
        steps={[{ href: paths.account(language), text: t('common:accountMenu.account') }]}
      />
      <h1>{t('learningNote.title')}</h1>
      {isSaved && !refused ? (
        <p className="note ok" data-icon="check" role="status">
          {t('learningNote.saved')}
        </p>
      ) : null}
      <p className="lead">{t('learningNote.lead')}</p>
      <form method="post" className="wish" noValidate>
        <div className="field">
          <label htmlFor={id}>{t('learningNote.label')}</label>
          {problem ? (
            <p className="problem" id={`${id}-problem`} role="alert" data-icon="warning">
              {problem}
            </p>
          ) : null}
          <textarea
            id={id}
            name={name}
            rows={6}
            maxLength={500}
            defaultValue={form.value('note', note)}
            aria-invalid={problem !== null}
            aria-describedby={problem ? `${id}-problem` : undefined}
          />
        </div>
        <button type="submit" className="button">
          {t('learningNote.save')}
        </button>
      </form>
    </main>
  )
}
