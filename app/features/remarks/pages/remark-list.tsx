import { useTexts } from '#app/i18n/use-texts.ts'
import type { FormAnswer } from '#app/platform/http/form/form-answer.ts'
import { formState } from '#app/platform/http/form/form-state.ts'
import { ProblemSummary } from '#app/ui/problem-summary.tsx'
import { ListRow, RowList } from '#app/ui/row-list.tsx'
import { StatusNote } from '#app/ui/status-note.tsx'
import type { RemarkRow } from '../remarks.queries.server.ts'

type Props = {
  rows: ReadonlyArray<RemarkRow>
  token: string
  isSettled: boolean
  refused: FormAnswer<'busy'> | null
}

/** What passers-by said about the pages of this publisher, as text and nothing else, each with a button when one is done with it. */
export function RemarkList({ rows, token, isSettled, refused }: Props) {
  const t = useTexts('remarks')
  const form = formState(refused, { id: 'remark', words: (problem) => t(`problem.${problem}`) })
  return (
    <section className="card" aria-labelledby="remarks">
      <h2 id="remarks">{t('list.title')}</h2>
      <p className="small">{t('list.lead')}</p>
      {refused ? <ProblemSummary refusal={refused} problems={form.problems} /> : null}
      {isSettled && !refused ? (
        <StatusNote kind="ok" role="status">
          {t('list.done')}
        </StatusNote>
      ) : null}
      {rows.length === 0 ? <p>{t('list.none')}</p> : <Remarks rows={rows} token={token} />}
    </section>
  )
}

function Remarks({ rows, token }: Pick<Props, 'rows' | 'token'>) {
  const t = useTexts('remarks')
  return (
    <RowList>
      {rows.map((row) => {
        const title = row.title ?? row.page
        return (
          <ListRow
            key={row.id}
            icon="info"
            action={
              <form method="post">
                <input type="hidden" name="token" value={token} />
                <input type="hidden" name="remark" value={row.id} />
                <button
                  type="submit"
                  className="button quiet small"
                  aria-label={t('list.settleOne', { title, date: row.sent })}
                >
                  {t('list.settle')}
                </button>
              </form>
            }
          >
            <h3>
              <a href={row.page}>{title}</a>
            </h3>
            <p className="small">{row.sent}</p>
            <p className="said" lang={row.language}>
              {row.words}
            </p>
          </ListRow>
        )
      })}
    </RowList>
  )
}
