import { Form } from '@remix-run/react'
import type { Language } from '#app/i18n/languages.ts'
import { useTexts } from '#app/i18n/use-texts.ts'
import { paths } from '#app/paths.ts'
import type { FormAnswer } from '#app/platform/http/form/form-answer.ts'
import { formState } from '#app/platform/http/form/form-state.ts'
import { PageHead } from '#app/ui/page-head.tsx'
import { StatusNote } from '#app/ui/status-note.tsx'
import { LONGEST_WISH, type WishProblem } from '../wish-rules.ts'

export type WishState = { searched: string; kept: boolean }

/** "What do you miss?" What was typed stays in the field whatever happens. */
export function WishPage({
  state,
  refused,
  language,
}: {
  state: WishState
  refused: FormAnswer<WishProblem> | null
  language: Language
}) {
  const t = useTexts()
  const form = formState(refused, {
    id: (name) => name,
    words: (problem) => t(`wish.problem.${problem}`),
    general: { 'bad-form': t('wish.problem.empty') },
  })
  const problem = form.problems[0]?.text ?? null
  const searched = form.value('searched', state.searched)
  return (
    <main className="wrap page" id="content">
      <PageHead title={t('wish.title')} lead={state.kept && !refused ? undefined : t('wish.lead')} />
      {state.kept && !refused ? (
        <StatusNote kind="ok" role="status">
          <p>{t('wish.thanks')}</p>
          <p>
            <a href={paths.catalogue(language, { kind: ['career-advice'] })}>{t('wish.thanksNext')}</a>
          </p>
          <p>
            <a href={paths.catalogue(language)}>{t('wish.back')}</a>
          </p>
        </StatusNote>
      ) : (
        <Form method="post" className="stack">
          {searched ? (
            <p>
              {t('wish.searched')} <strong>{searched}</strong>
            </p>
          ) : null}
          <input type="hidden" name="searched" value={searched} />
          <div className="field">
            <label htmlFor="wish">{t('wish.label')}</label>
            <p className="hint" id="wish-hint" data-icon="lock">
              {t('wish.hint')}
            </p>
            {problem ? (
              <p className="problem" id="wish-problem" role="alert" data-icon="warning">
                {problem}
              </p>
            ) : null}
            <textarea
              id="wish"
              name="wish"
              rows={5}
              required
              maxLength={LONGEST_WISH}
              defaultValue={form.value('wish')}
              aria-describedby={problem ? 'wish-hint wish-problem' : 'wish-hint'}
              aria-invalid={problem !== null}
            />
          </div>
          <button type="submit" className="button">
            {t('wish.send')}
          </button>
        </Form>
      )}
    </main>
  )
}
