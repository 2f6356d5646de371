import { Form } from '@remix-run/react'
import { useTexts } from '#app/i18n/use-texts.ts'
import { formState } from '#app/platform/http/form/form-state.ts'
import { ListRow, RowList } from '#app/ui/row-list.tsx'
import type { MergeLine } from '../records/merge-lines.queries.server.ts'
import type { PersonPartProps } from './person-part.ts'
import { ReasonField } from './reason-field.tsx'

/** The way to merge another record into this one, and those that were; within a day such a merge can be taken back. */
export function MergesOf(props: PersonPartProps) {
  const t = useTexts('admin')
  const { page, mergeHref } = props
  return (
    <section className="card" aria-labelledby="merges">
      <h2 id="merges">{t('who.merges.title')}</h2>
      <p>{t('who.merges.text', { name: page.name })}</p>
      <p>
        <a href={mergeHref}>{t('who.merges.start')}</a>
      </p>
      <RowList>
        {page.merges.map((line) => (
          <ListRow key={line.id}>
            <h3>{line.name}</h3>
            <p>
              {line.by === null
                ? t('who.merges.since', { moment: line.moment })
                : t('who.merges.sinceBy', { moment: line.moment, by: line.by })}
            </p>
            {line.canUndo ? <UndoForm line={line} {...props} /> : null}
          </ListRow>
        ))}
      </RowList>
    </section>
  )
}

function UndoForm({ line, page, tokens, refused }: PersonPartProps & { line: MergeLine }) {
  const t = useTexts('admin')
  const form = formState(refused, {
    intent: 'undo-merge',
    isThis: (sent) => sent('merged') === line.id,
    id: (name) => `${name}-${line.id}`,
    words: (problem) => t(`person.problem.${problem}`),
  })
  return (
    <details open={form.isRefused}>
      <summary aria-label={t('who.merges.undoOf', { name: line.name })}>{t('who.merges.undo')}</summary>
      <Form method="post" className="stack" noValidate key={form.key}>
        <p>{t('who.merges.undoText', { name: line.name, other: page.name })}</p>
        <input type="hidden" name="intent" value="undo-merge" />
        <input type="hidden" name="token" value={tokens['undo-merge']} />
        <input type="hidden" name="merged" value={line.id} />
        <ReasonField {...form.field('reason')} value={form.value('reason')} />
        <button type="submit" className="button danger">
          {t('who.merges.undo')}
        </button>
      </Form>
    </details>
  )
}
