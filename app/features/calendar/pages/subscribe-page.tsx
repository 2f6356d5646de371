import type { Language } from '#app/i18n/languages.ts'
import { useTexts } from '#app/i18n/use-texts.ts'
import { paths } from '#app/paths.ts'
import { PageHead } from '#app/ui/page-head.tsx'
import { TitledNote } from '#app/ui/status-note.tsx'
import { FeedAddress } from '../parts/feed-address.tsx'
import { HowToSubscribe } from '../parts/how-to.tsx'
import type { SubscribePageData } from '../subscribe.queries.server.ts'

/** How to have the calendar in one's own program, with the filters one came with. */
export function SubscribePage({ data, language }: { data: SubscribePageData; language: Language }) {
  const t = useTexts('calendar')
  return (
    <main className="wrap page" id="content">
      <PageHead
        title={t('subscribeTitle')}
        lead={t('subscribeLead')}
        crumbs={{ label: t('breadcrumb'), steps: [{ href: paths.calendar(language), text: t('title') }] }}
      />
      <div className="calendar-columns">
        <section aria-labelledby="address" className="card">
          <h2 id="address">{t('address.title')}</h2>
          <p>
            {data.chosen.length > 0 ? t('address.chosen', { list: data.chosen.join(', ') }) : t('address.everything')}
          </p>
          <FeedAddress address={data.file} webcal={data.webcal} label={t('address.label')} />
          <p className="small">
            <a href={data.hrefs.calendar}>{t('address.change')}</a>
          </p>
          {data.hrefs.whole ? (
            <p className="small">
              <a href={data.hrefs.whole}>{t('address.whole')}</a>
            </p>
          ) : null}
          {data.theme ? (
            <p className="small">
              {t('address.theme')}{' '}
              <a href={data.theme.href} type="application/atom+xml">
                {data.theme.title}
              </a>
            </p>
          ) : null}
        </section>
        <TitledNote id="own" title={t('ownFeed.title')} icon="lock">
          <p>{t('ownFeed.text')}</p>
          <p>
            <a href={data.hrefs.own}>{t('ownFeed.link')}</a>
          </p>
        </TitledNote>
      </div>
      <HowToSubscribe />
    </main>
  )
}
