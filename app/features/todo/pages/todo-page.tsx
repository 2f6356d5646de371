import type { Language } from '#app/i18n/languages.ts'
import { useTexts } from '#app/i18n/use-texts.ts'
import { paths } from '#app/paths.ts'
import type { IconName } from '#app/ui/icon-names.ts'
import type { TodoRow } from '../todo.queries.server.ts'
import { TODO_KINDS, type TodoKind } from '../todo.ts'

const ICON: Record<TodoKind, IconName> = { approval: 'check', agreement: 'contract', release: 'mail' }

function Waiting({ rows }: { rows: ReadonlyArray<TodoRow> }) {
  const t = useTexts('people')
  return (
    <ul className="plain rows">
      {rows.map((row) => (
        <li key={row.id}>
          <div>
            <p className="kind" data-icon={ICON[row.kind]}>
              {t(`todoKind.${row.kind}.name`)}
            </p>
            <h3>
              <a href={row.href}>{row.title}</a>
            </h3>
            <p>
              {row.from ? t('todo.fromOn', { from: row.from, date: row.asked }) : t('todo.on', { date: row.asked })}
            </p>
            {row.answerBy ? (
              <p className={row.isLate ? 'late' : undefined}>
                {t(row.isLate ? 'todo.late' : 'todo.answerBy', { date: row.answerBy })}
              </p>
            ) : null}
          </div>
        </li>
      ))}
    </ul>
  )
}

/** "Asked of me": what waits for an answer. Empty it is the same for everybody, so that it tells nothing about anybody. */
export function TodoPage({ rows, language }: { rows: ReadonlyArray<TodoRow>; language: Language }) {
  const t = useTexts('people')
  return (
    <main className="wrap page" id="content">
      <h1>{t('todo.title')}</h1>
      <p className="lead">{t('todo.lead')}</p>
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
            <ul className="plain rows">
              {TODO_KINDS.map((kind) => (
                <li key={kind} data-icon={ICON[kind]}>
                  <div>
                    <h3>{t(`todoKind.${kind}.name`)}</h3>
                    <p>{t(`todoKind.${kind}.text`)}</p>
                  </div>
                </li>
              ))}
            </ul>
          </section>
        </div>
        <section className="note" data-icon="lock" aria-labelledby="who-sees">
          <div>
            <h2 id="who-sees">{t('account.whoSees')}</h2>
            <p>{t('todo.seenBy')}</p>
            <p>{t('todo.managers')}</p>
            <p>{t('todo.no')}</p>
            <p>
              <a href={paths.guide(language, 'privacy')}>{t('account.privacy')}</a>
            </p>
          </div>
        </section>
      </div>
    </main>
  )
}
