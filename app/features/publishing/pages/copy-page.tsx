import type { Language } from '#app/i18n/languages.ts'
import { useTexts } from '#app/i18n/use-texts.ts'
import { paths } from '#app/paths.ts'
import type { FormAnswer } from '#app/platform/http/form/form-answer.ts'
import { Field } from '#app/ui/field.tsx'
import { StatusNote } from '#app/ui/status-note.tsx'
import type { CopyPageData } from '../copy-page.queries.server.ts'
import { EditorFrame } from '../parts/editor-frame.tsx'

/** An offer as a new run: so many weeks later, each new date with what is in its way, before a draft is made of it. */
export function CopyPage({
  page,
  token,
  refused,
  language,
}: {
  page: CopyPageData
  token: string
  refused: FormAnswer<'gone' | 'wrong-weeks'> | null
  language: Language
}) {
  const t = useTexts('publishing')
  const problem = refused?.problems[0]
  const marked = page.dates.filter(({ isClosed, taken }) => isClosed || taken !== null).length
  return (
    <EditorFrame head={page} place="copy" language={language}>
      <form method="get" className="card copy-weeks" action={paths.editOffer(language, page.id, 'copy')}>
        <Field id="weeks" name="weeks" label={t('copy.weeks')} hint={t('copy.weeksHow')}>
          {(control) => <input {...control} type="text" inputMode="numeric" defaultValue={String(page.weeks)} />}
        </Field>
        <button type="submit" className="button quiet">
          {t('copy.show')}
        </button>
      </form>
      {problem ? (
        <StatusNote kind="danger" role="alert">
          {problem.text ?? t(`copy.problem.${problem.problem as 'gone' | 'wrong-weeks'}`)}
        </StatusNote>
      ) : null}
      <form method="post" className="card" noValidate>
        <h2>{t('copy.dates')}</h2>
        <input type="hidden" name="token" value={token} />
        <input type="hidden" name="weeks" value={page.weeks} />
        {page.dates.length === 0 ? <p>{t('copy.noDates')}</p> : null}
        {marked > 0 ? <p data-icon="warning">{t('copy.marked', { count: marked })}</p> : null}
        <ul className="plain rows">
          {page.dates.map(({ id, key, words, isClosed, closedFor, taken, isMoved, canMove }) => (
            <li key={id}>
              <div>
                <p>
                  <strong>{words}</strong>
                </p>
                {isClosed ? (
                  <p className="asks" data-icon="warning">
                    {closedFor ? t('copy.closedFor', { name: closedFor }) : t('copy.closed')}
                  </p>
                ) : null}
                {taken !== null ? (
                  <p className="asks" data-icon="warning">
                    {t('copy.taken', { title: taken || t('copy.otherOffer') })}
                  </p>
                ) : null}
                {canMove ? (
                  <label className="copy-move">
                    <input type="checkbox" name="moved" value={key} defaultChecked={isMoved} form="move" />
                    {t('copy.move')}
                  </label>
                ) : null}
                {isMoved ? <input type="hidden" name="moved" value={key} /> : null}
              </div>
            </li>
          ))}
        </ul>
        <div className="actions-row">
          <button type="submit" className="button">
            {t('copy.make')}
          </button>
          {page.dates.some(({ canMove }) => canMove) ? (
            <button type="submit" className="button quiet" form="move">
              {t('copy.applyMoves')}
            </button>
          ) : null}
        </div>
        <p className="small">{t('copy.what')}</p>
      </form>
      <form method="get" id="move" action={paths.editOffer(language, page.id, 'copy')}>
        <input type="hidden" name="weeks" value={page.weeks} />
      </form>
    </EditorFrame>
  )
}
