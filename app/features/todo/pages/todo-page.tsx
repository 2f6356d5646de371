import type { Language } from '#app/i18n/languages.ts'
import { useTexts } from '#app/i18n/use-texts.ts'
import { paths } from '#app/paths.ts'
import type { IconName } from '#app/ui/icon-names.ts'
import { PageHead } from '#app/ui/page-head.tsx'
import { ListRow, RowList } from '#app/ui/row-list.tsx'
import { TitledNote } from '#app/ui/status-note.tsx'
import type { TodoRow } from '../todo.queries.server.ts'
import { TODO_KINDS, type TodoKind } from '../todo.ts'

const ICON: Record<TodoKind, IconName> = {
  approval: 'check',
  agreement: 'contract',
  release: 'mail',
  review: 'review',
  request: 'mail',
  decision: 'calendar',
  place: 'seats',
  something: 'lock',
}

function Waiting({ rows }: { rows: ReadonlyArray<TodoRow> }) {
  const t = useTexts('people')
  return (
    <RowList>
      {rows.map((row) => (
        <ListRow key={row.id}>
          <p className="kind" data-icon={ICON[row.kind]}>
            {t(`todoKind.${row.kind}.name`)}
          </p>
          <h3>
            <a href={row.href}>{row.title}</a>
          </h3>
          <p>{row.from ? t('todo.fromOn', { from: row.from, date: row.asked }) : t('todo.on', { date: row.asked })}</p>
          {row.answerBy ? (
            <p className={row.isLate ? 'late' : undefined}>
              {t(row.isLate ? 'todo.late' : 'todo.answerBy', { date: row.answerBy })}
            </p>
          ) : null}
        </ListRow>
      ))}
    </RowList>
  )
}

/** "Asked of me": what waits for an answer. Empty it is the same for everybody, so that it tells nothing about anybody. */
export function TodoPage({ rows, language }: { rows: ReadonlyArray<TodoRow>; language: Language }) {
  const t = useTexts('people')
  return (
    <main className="wrap page" id="content">
      <PageHead title={t('todo.title')} lead={t('todo.lead')} />
      <div className="my-columns short">
        <div>
          <section className="card" aria-labelledby="waiting">
            <h2 id="waiting">{t('todo.waiting')}</h2>
            {rows.length > 0 ? (
              <Waiting rows={rows} />
            ) : (
              <p className="nothing" data-icon="asked">
                {t('todo.nothing')}
              </p>
            )}
          </section>
          <section className="card" aria-labelledby="coming">
            <h2 id="coming">{t('todo.coming')}</h2>
            <RowList>
              {TODO_KINDS.map((kind) => (
                <ListRow key={kind} icon={ICON[kind]}>
                  <h3>{t(`todoKind.${kind}.name`)}</h3>
                  <p>{t(`todoKind.${kind}.text`)}</p>
                </ListRow>
              ))}
            </RowList>
          </section>
        </div>
        <TitledNote id="who-sees" title={t('account.whoSees')} icon="lock">
          <p>{t('todo.seenBy')}</p>
          <p>{t('todo.managers')}</p>
          <p>{t('todo.no')}</p>
          <p>
            <a href={paths.guide(language, 'privacy')}>{t('account.privacy')}</a>
          </p>
        </TitledNote>
      </div>
    </main>
  )
}
