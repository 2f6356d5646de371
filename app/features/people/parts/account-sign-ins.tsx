import type { Language } from '#app/i18n/languages.ts'
import { useTexts } from '#app/i18n/use-texts.ts'
import { paths } from '#app/paths.ts'
import { ListRow, RowList } from '#app/ui/row-list.tsx'
import type { AccountPageData, SignInRow } from '../account.queries.server.ts'

function Place({ row }: { row: SignInRow }) {
  const t = useTexts('people')
  const device = row.device || t('account.unknownDevice')
  return (
    <ListRow
      action={
        <button type="submit" name="signIn" value={row.id} className="button quiet small">
          {row.isCurrent ? (
            t('common:accountMenu.signOut')
          ) : (
            <span>
              {t('account.end')}
              <span className="unseen"> {t('account.endWhich', { device, when: row.began })}</span>
            </span>
          )}
        </button>
      }
    >
      <h3>
        {device} {row.isCurrent ? <span className="chip ok">{t('account.thisOne')}</span> : null}
      </h3>
      <p>{t('account.began', { when: row.began })}</p>
      <p>{t('account.used', { when: row.used })}</p>
      <p>{t('account.ends', { when: row.ends })}</p>
    </ListRow>
  )
}

function EndMany({ language, intent, text }: { language: Language; intent: 'end-others' | 'end-all'; text: string }) {
  return (
    <form method="post" action={paths.account(language)}>
      <input type="hidden" name="intent" value={intent} />
      <button type="submit" className="linklike">
        {text}
      </button>
    </form>
  )
}

/** Where somebody is signed in: each with its end, the others, all. Plain forms, because what follows changes the header. */
export function SignIns({ page, language }: { page: AccountPageData; language: Language }) {
  const t = useTexts('people')
  return (
    <>
      <form method="post" action={paths.account(language)}>
        <input type="hidden" name="intent" value="end-sign-in" />
        <RowList>
          {page.signIns.map((row) => (
            <Place key={row.id} row={row} />
          ))}
        </RowList>
      </form>
      <p className="small">
        {t('account.idle', { minutes: page.idleMinutes, hours: page.longestHours })} {t('account.strange')}
      </p>
      <div className="end-many">
        {page.signIns.length > 1 ? (
          <EndMany language={language} intent="end-others" text={t('account.endOthers')} />
        ) : null}
        <EndMany language={language} intent="end-all" text={t('account.endAll')} />
      </div>
    </>
  )
}
