import type { Language } from '#app/i18n/languages.ts'
import { useTexts } from '#app/i18n/use-texts.ts'
import { paths } from '#app/paths.ts'
import type { FormAnswer } from '#app/platform/http/form/form-answer.ts'
import { formState } from '#app/platform/http/form/form-state.ts'
import { KeptUnder } from '#app/ui/kept-under.tsx'
import { PageHead } from '#app/ui/page-head.tsx'
import { StatusNote } from '#app/ui/status-note.tsx'
import type { AccessNeedsPageData } from '../access-needs.queries.server.ts'
import { type AccessNeedsProblem, LONGEST_ARRANGEMENT } from '../access-needs-rules.ts'
import { LooksList } from '../looks-list.tsx'
import { NoticeBox } from '../notice-box.tsx'

export type AccessNeedsState = {
  /** What was refused with the text that was typed, or what was just done. */
  refused: FormAnswer<AccessNeedsProblem> | null
  done: 'kept' | 'cleared' | 'erasing' | null
}

type Under = { name: string; tokens: { save: string; clear: string } }

/** What somebody needs to be able to take part. What was typed stays in the field whatever happens. */
export function AccessNeedsPage({
  page,
  under,
  state,
  language,
}: {
  page: AccessNeedsPageData
  /** The name it is kept under, with the tokens of this auth session. */
  under: Under
  state: AccessNeedsState
  language: Language
}) {
  const t = useTexts('privacy')
  const { refused } = state
  // The files say it too, for whoever comes back meanwhile.
  const said = state.done === 'kept' ? 'kept' : page.isBeingErased ? 'erasing' : state.done && 'cleared'
  const form = formState(refused, {
    id: (name) => name,
    words: (problem) => t(`accessNeeds.problem.${problem}`),
    general: { 'bad-form': t('accessNeeds.problem.empty') },
  })
  return (
    <main className="wrap page" id="content">
      <PageHead
        crumbs={{
          label: t('common:accountMenu.label'),
          steps: [{ href: paths.account(language), text: t('common:accountMenu.account') }],
        }}
        title={t('accessNeeds.title')}
        lead={t('accessNeeds.lead')}
      />
      {said && !refused ? (
        <StatusNote kind="ok" role="status">
          {t(`accessNeeds.${said}`)}
        </StatusNote>
      ) : null}
      <div className="with-notice">
        <div>
          {page.problem && !refused ? (
            <StatusNote kind="warn" role="alert">
              {t(`accessNeeds.unread.${page.problem}`)}
            </StatusNote>
          ) : (
            <ArrangementForm
              arrangement={form.value('arrangement', page.arrangement)}
              problem={form.problems[0]?.text ?? null}
              under={under}
            />
          )}
          {page.isKept ? (
            <form method="post" className="clear">
              <input type="hidden" name="token" value={under.tokens.clear} />
              <button type="submit" className="button quiet" name="do" value="clear">
                {t('accessNeeds.clear')}
              </button>
            </form>
          ) : null}
        </div>
        <NoticeBox notice={page.notice} more={paths.guide(language, 'privacy')} id="notice" />
      </div>
      <LooksList looks={page.looks} />
    </main>
  )
}

function ArrangementForm({
  arrangement,
  problem,
  under,
}: {
  arrangement: string
  problem: string | null
  under: Under
}) {
  const t = useTexts('privacy')
  return (
    <form method="post" className="stack" noValidate>
      <div className="field">
        <label htmlFor="arrangement">{t('accessNeeds.label')}</label>
        <p className="hint" id="arrangement-hint">
          {t('accessNeeds.hint')}
        </p>
        {problem ? (
          <p className="problem" id="arrangement-problem" role="alert" data-icon="warning">
            {problem}
          </p>
        ) : null}
        <textarea
          id="arrangement"
          name="arrangement"
          rows={6}
          required
          maxLength={LONGEST_ARRANGEMENT}
          defaultValue={arrangement}
          aria-describedby={problem ? 'arrangement-hint arrangement-problem' : 'arrangement-hint'}
          aria-invalid={problem !== null}
        />
      </div>
      <KeptUnder name={under.name} token={under.tokens.save} />
      <button type="submit" className="button" name="do" value="save">
        {t('accessNeeds.save')}
      </button>
    </form>
  )
}
