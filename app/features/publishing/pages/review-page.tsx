import type { Language } from '#app/i18n/languages.ts'
import { useTexts } from '#app/i18n/use-texts.ts'
import { paths } from '#app/paths.ts'
import type { FormAnswer } from '#app/platform/http/form/form-answer.ts'
import { formState } from '#app/platform/http/form/form-state.ts'
import { DateField } from '#app/ui/date-field.tsx'
import { ProblemSummary } from '#app/ui/problem-summary.tsx'
import { StatusNote } from '#app/ui/status-note.tsx'
import { EditorFrame } from '../parts/editor-frame.tsx'
import type { ReviewPageData } from '../review-offer.server.ts'

/** Is it still right? One click keeps it, or brings it back, until a day a year on. */
export function ReviewPage({
  page,
  token,
  refused,
  isDone,
  language,
}: {
  page: ReviewPageData
  token: string
  refused: FormAnswer<'wrong-day' | 'in-the-past' | 'gone'> | null
  isDone: boolean
  language: Language
}) {
  const t = useTexts('publishing')
  const form = formState(refused, { id: 'review', words: (problem) => t(`review.problem.${problem}`) })
  const part = (one: 'day' | 'month' | 'year') => form.value(`on.${one}`, page.next[one])
  return (
    <EditorFrame head={page} place="check" language={language}>
      {refused ? <ProblemSummary refusal={refused} problems={form.problems} /> : null}
      {isDone && !refused ? (
        <StatusNote kind="ok" role="status">
          {t('review.done', { day: page.reviewOn })}
        </StatusNote>
      ) : null}
      <form method="post" className="card editor-form" key={form.key} noValidate>
        <input type="hidden" name="token" value={token} />
        <h2>{t('review.title')}</h2>
        <p>{t(`review.asks.${page.asks ?? 'later'}`, { day: page.reviewOn })}</p>
        <p>{t('review.how')}</p>
        <DateField
          {...form.field('on')}
          label={t('review.next')}
          problem={form.field('on.day').problem}
          value={{ day: part('day'), month: part('month'), year: part('year') }}
        />
        <div className="actions-row">
          <button type="submit" className="button">
            {t(page.state === 'hidden' ? 'review.back' : 'review.keep')}
          </button>
          <a className="button quiet" href={paths.editOffer(language, page.id)}>
            {t('review.change')}
          </a>
        </div>
      </form>
    </EditorFrame>
  )
}
