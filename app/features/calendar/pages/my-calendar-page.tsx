import type { Language } from '#app/i18n/languages.ts'
import { useTexts } from '#app/i18n/use-texts.ts'
import { paths } from '#app/paths.ts'
import type { FormAnswer } from '#app/platform/http/form/form-answer.ts'
import { formState } from '#app/platform/http/form/form-state.ts'
import { DescriptionList } from '#app/ui/description-list.tsx'
import { PageHead } from '#app/ui/page-head.tsx'
import { ListRow, RowList } from '#app/ui/row-list.tsx'
import { StatusNote } from '#app/ui/status-note.tsx'
import type { MyCalendarPageData } from '../my-calendar.queries.server.ts'
import { FeedAddress } from '../parts/feed-address.tsx'
import { HowToSubscribe } from '../parts/how-to.tsx'

/** What was just made: shown once, because only its hash is kept. */
export type NewFeed = { address: string; webcal: string }
export type MyCalendarNews = 'change' | 'revoke'

function Coming({ page }: { page: MyCalendarPageData }) {
  const t = useTexts('calendar')
  return (
    <section className="card" aria-labelledby="coming">
      <h2 id="coming">{t('mine.coming')}</h2>
      {page.coming.length === 0 ? (
        <p className="nothing" data-icon="calendar">
          {t('mine.none')}
        </p>
      ) : (
        <RowList isOrdered labelledBy="coming">
          {page.coming.map((entry) => (
            <ListRow key={entry.key} icon={entry.kind.icon}>
              <h3 lang={entry.titleLanguage}>
                <a href={entry.href}>{entry.title}</a> {entry.after}
              </h3>
              <p>
                {entry.date}, {entry.before}
                {entry.place ? (
                  <>
                    {' · '}
                    <span lang={entry.placeLanguage}>{entry.place}</span>
                  </>
                ) : null}
              </p>
            </ListRow>
          ))}
        </RowList>
      )}
    </section>
  )
}

function NeutralChoice({ checked }: { checked: boolean }) {
  const t = useTexts('calendar')
  return (
    <fieldset className="choices">
      <legend className="unseen">{t('mine.neutral')}</legend>
      <label>
        <input type="checkbox" name="neutral" value="yes" defaultChecked={checked} />
        {t('mine.neutral')}
      </label>
      <p className="hint">{t('mine.neutralHint')}</p>
    </fieldset>
  )
}

function Feed({ page, language }: { page: MyCalendarPageData; language: Language }) {
  const t = useTexts('calendar')
  const action = paths.myCalendar(language)
  const { feed } = page
  return (
    <section className="card" aria-labelledby="feed">
      <h2 id="feed">{t('mine.feedTitle')}</h2>
      <p>{t('mine.explain')}</p>
      {feed ? (
        <DescriptionList
          look="beside"
          items={[
            { name: t('mine.made'), value: feed.made },
            { name: t('mine.fetched'), value: feed.fetched ?? t('mine.never') },
          ]}
        />
      ) : null}
      <form method="post" action={action} className="stack">
        <input type="hidden" name="intent" value={feed ? 'change' : 'make'} />
        <NeutralChoice key={String(feed?.neutral)} checked={feed?.neutral ?? false} />
        <button type="submit" className={feed ? 'button quiet' : 'button'}>
          {t(feed ? 'mine.save' : 'mine.make')}
        </button>
      </form>
      {feed ? (
        <div className="row feed-acts">
          <form method="post" action={action}>
            <input type="hidden" name="intent" value="make" />
            {feed.neutral ? <input type="hidden" name="neutral" value="yes" /> : null}
            <button type="submit" className="button quiet" aria-describedby="renew-hint">
              {t('mine.renew')}
            </button>
          </form>
          <form method="post" action={action}>
            <input type="hidden" name="intent" value="revoke" />
            <button type="submit" className="button danger">
              {t('mine.revoke')}
            </button>
          </form>
          <p className="small" id="renew-hint">
            {t('mine.renewHint')}
          </p>
        </div>
      ) : null}
      <p className="small" data-icon="lock">
        {t('mine.keptFor')}
      </p>
    </section>
  )
}

/** One's own sessions, and the address by which one's own program reads them. */
export function MyCalendarPage({
  page,
  language,
  made,
  news,
  refused,
}: {
  page: MyCalendarPageData
  language: Language
  made: NewFeed | null
  news: MyCalendarNews | null
  refused: FormAnswer<never> | null
}) {
  const t = useTexts('calendar')
  const form = formState(refused, {
    id: 'feed',
    words: (problem) => problem,
    general: { 'bad-form': t('mine.badForm') },
  })
  return (
    <main className="wrap page" id="content">
      <PageHead title={t('mine.title')} lead={t('mine.lead')} />
      {form.isRefused ? (
        <StatusNote kind="danger" role="alert">
          {form.problems[0]?.text}
        </StatusNote>
      ) : news && !made ? (
        <StatusNote kind="ok" role="status">
          {t(news === 'change' ? 'mine.doneChange' : 'mine.doneRevoke')}
        </StatusNote>
      ) : null}
      {made ? (
        <section className="card made-address" aria-labelledby="made">
          <h2 id="made">{t('mine.yourAddress')}</h2>
          <StatusNote kind="warn" role="status">
            {t('mine.once')}
          </StatusNote>
          <FeedAddress address={made.address} webcal={made.webcal} label={t('mine.yourAddress')} />
          <HowToSubscribe />
        </section>
      ) : null}
      <div className="calendar-columns even">
        <Coming page={page} />
        <Feed page={page} language={language} />
      </div>
    </main>
  )
}
