import { Form } from '@remix-run/react'
import type { Language } from '#app/i18n/languages.ts'
import { useTexts } from '#app/i18n/use-texts.ts'
import { paths } from '#app/paths.ts'
import { LONGEST_WISH, type WishProblem } from '../wish-rules.ts'

export type WishState = { searched: string; text: string; problem: WishProblem | null; kept: boolean }

/** "What do you miss?" What was typed stays in the field whatever happens. */
export function WishPage({ state, language }: { state: WishState; language: Language }) {
  const t = useTexts()
  return (
    <main className="wrap page" id="content">
      <h1>{t('wish.title')}</h1>
      {state.kept ? (
        <div className="note ok" data-icon="check" role="status">
          <div>
            <p>{t('wish.thanks')}</p>
            <p>
              <a href={paths.catalogue(language, { kind: ['career-advice'] })}>{t('wish.thanksNext')}</a>
            </p>
            <p>
              <a href={paths.catalogue(language)}>{t('wish.back')}</a>
            </p>
          </div>
        </div>
      ) : (
        <>
          <p className="lead">{t('wish.lead')}</p>
          <Form method="post" className="wish">
            {state.searched ? (
              <p>
                {t('wish.searched')} <strong>{state.searched}</strong>
              </p>
            ) : null}
            <input type="hidden" name="searched" value={state.searched} />
            <div className="field">
              <label htmlFor="wish">{t('wish.label')}</label>
              <p className="hint" id="wish-hint" data-icon="lock">
                {t('wish.hint')}
              </p>
              {state.problem ? (
                <p className="problem" id="wish-problem" role="alert" data-icon="warning">
                  {t(`wish.problem.${state.problem}`)}
                </p>
              ) : null}
              <textarea
                id="wish"
                name="wish"
                rows={5}
                required
                maxLength={LONGEST_WISH}
                defaultValue={state.text}
                aria-describedby={state.problem ? 'wish-hint wish-problem' : 'wish-hint'}
                aria-invalid={state.problem !== null}
              />
            </div>
            <button type="submit" className="button">
              {t('wish.send')}
            </button>
          </Form>
        </>
      )}
    </main>
  )
}
