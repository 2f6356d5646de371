import type { Language } from '#app/i18n/languages.ts'
import { useTexts } from '#app/i18n/use-texts.ts'
import { paths } from '#app/paths.ts'
import type { IconName } from '#app/ui/icon-names.ts'
import type { AskedRow } from '../todo.queries.server.ts'
import { ASKED_KINDS, type AskedKind } from '../todo.ts'

const ICON: Record<AskedKind, IconName> = { approval: 'check', agreement: 'contract', release: 'mail' }

function Waiting({ rows }: { rows: ReadonlyArray<AskedRow> }) {
  const t = useTexts('people')
  return (
    <ul className="plain rows">
      {rows.map((row) => (
        <li key={row.id}>
          <div>
            <p className="kind" data-icon={ICON[row.kind]}>
              {t(`askedKind.${row.kind}.name`)}
            </p>
            <h3>
              <a href={row.href}>{row.title}</a>
            </h3>
            <p>
              {row.from ? t('asked.fromOn', { from: row.from, date: row.asked }) : t('asked.on', { date: row.asked })}
            </p>
            {row.answerBy ? (
              <p className={row.isLate ? 'late' : undefined}>
                {t(row.isLate ? 'asked.late' : 'asked.answerBy', { date: row.answerBy })}
              </p>
            ) : null}
          </div>
        </li>
      ))}
    </ul>
  )
}

/** "Asked of me": what waits for an answer. Empty it is the same for everybody, so that it tells nothing about anybody. */
export function AskedPage({ rows, language }: { rows: ReadonlyArray<AskedRow>; language: Language }) {
  const t = useTexts('people')
  return (
    <main className="wrap page" id="content">
      <h1>{t('asked.title')}</h1>
      <p className="lead">{t('asked.lead')}</p>
      <div className="my-columns short">
        <div>
          <section className="card" aria-labelledby="waiting">
            <h2 id="waiting">{t('asked.waiting')}</h2>
            {rows.length > 0 ? (
              <Waiting rows={rows} />
            ) : (
              <p className="nothing" data-icon="asked">
                {t('asked.nothing')}
              </p>
            )}
          </section>
          <section className="card" aria-labelledby="coming">
            <h2 id="coming">{t('asked.coming')}</h2>
            <ul className="plain rows">
              {ASKED_KINDS.map((kind) => (
                <li key={kind} data-icon={ICON[kind]}>
                  <div>
                    <h3>{t(`askedKind.${kind}.name`)}</h3>
                    <p>{t(`askedKind.${kind}.text`)}</p>
                  </div>
                </li>
              ))}
            </ul>
          </section>
        </div>
        <section className="note" data-icon="lock" aria-labelledby="who-sees">
          <div>
            <h2 id="who-sees">{t('account.whoSees')}</h2>
            <p>{t('asked.seenBy')}</p>
            <p>{t('asked.managers')}</p>
            <p>{t('asked.no')}</p>
            <p>
              <a href={paths.guide(language, 'privacy')}>{t('account.privacy')}</a>
            </p>
          </div>
        </section>
      </div>
    </main>
  )
}
