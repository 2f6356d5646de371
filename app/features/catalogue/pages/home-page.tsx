import { Form, useNavigate } from '@remix-run/react'
import { useCallback } from 'react'
import type { Language } from '#app/i18n/languages.ts'
import { useTexts } from '#app/i18n/use-texts.ts'
import { paths } from '#app/paths.ts'
import { PageHead } from '#app/ui/page-head.tsx'
import { ListRow, RowList } from '#app/ui/row-list.tsx'
import { type Option, SearchBox } from '#app/ui/search-box.tsx'
import type { ComingUp, HomePageData } from '../home.queries.server.ts'
import { CardRow } from '../offer-card.tsx'
import type { Suggestion } from '../suggest.queries.server.ts'

/** Asks the portal what fits what is being typed, as options of the search box. */
function useSuggestions(language: Language) {
  const t = useTexts()
  return useCallback(
    async (typed: string, signal: AbortSignal): Promise<Option[]> => {
      const answer = await fetch(paths.suggest(language, typed), { signal })
      if (!answer.ok) return []
      const found = (await answer.json()) as Suggestion[]
      const options = found.map((offer) => ({
        key: offer.slug,
        href: paths.offer(language, offer.slug),
        node: offer.title,
        icon: offer.icon,
        colour: offer.colour,
        lang: offer.language,
      }))
      if (options.length === 0) return []
      return [
        ...options,
        {
          key: '*',
          href: paths.catalogue(language, { q: typed }),
          node: t('search.all', { q: typed }),
          icon: 'search',
        },
      ]
    },
    [language, t],
  )
}

type Way = { title: string; text: string; href: string; icon: string; colour: string; on: boolean }

function useWays(data: HomePageData, language: Language): Way[] {
  const t = useTexts()
  const has = (...kinds: HomePageData['kindsOn']) => kinds.filter((kind) => data.kindsOn.includes(kind))
  const to = (...kinds: HomePageData['kindsOn']) => paths.catalogue(language, { kind: has(...kinds) })
  return [
    {
      title: t('home.learn.title'),
      text: t('home.learn.text', { count: data.counts.training ?? 0 }),
      href: to('training'),
      icon: 'training',
      colour: 'training',
      on: has('training').length > 0,
    },
    {
      title: t('home.know.title'),
      text: t('home.know.text'),
      href: to('self-test', 'career-advice'),
      icon: 'compass',
      colour: 'instrument',
      on: has('self-test', 'career-advice').length > 0,
    },
    {
      title: t('home.talk.title'),
      text: t('home.talk.text'),
      href: to('mentoring', 'coaching', 'career-advice'),
      icon: 'mentoring',
      colour: 'mentoring',
      on: has('mentoring', 'coaching', 'career-advice').length > 0,
    },
    {
      title: t('home.work.title'),
      text: t('home.work.text', { count: data.counts.vacancy ?? 0 }),
      href: to('vacancy'),
      icon: 'vacancy',
      colour: 'vacancy',
      on: has('vacancy').length > 0,
    },
    {
      title: t('home.lead2.title'),
      text: t('home.lead2.text'),
      href: paths.guide(language, 'for-managers'),
      icon: 'manager',
      colour: 'coaching',
      on: data.guidesOn,
    },
  ].filter((way) => way.on)
}

function Coming({ coming, language }: { coming: ReadonlyArray<ComingUp>; language: Language }) {
  const t = useTexts()
  if (coming.length === 0) {
    return (
      <p>
        <a href={paths.catalogue(language, { when: ['any-time'] })}>{t('home.nothingSoon')}</a>
      </p>
    )
  }
  return (
    <RowList isOrdered isRuled>
      {coming.map((item) => (
        <ListRow
          key={item.id}
          before={
            <time className="day" dateTime={item.date}>
              <strong>{item.day}</strong>
              {item.month}
            </time>
          }
          action={item.seats ? <span className="chip">{item.seats}</span> : null}
        >
          <h3 lang={item.titleLanguage}>
            <a href={paths.offer(language, item.slug)}>{item.title}</a>
          </h3>
          <p>
            {item.times}
            {item.place ? (
              <>
                {' · '}
                <span lang={item.placeLanguage}>{item.place}</span>
              </>
            ) : null}
          </p>
        </ListRow>
      ))}
    </RowList>
  )
}

function Story({ story, language }: { story: NonNullable<HomePageData['story']>; language: Language }) {
  const t = useTexts()
  return (
    <article className="card story-card" data-colour={story.kind.colour}>
      <p className="kind" data-icon={story.kind.icon} data-colour={story.kind.colour}>
        {story.kind.label}
      </p>
      <h2 lang={story.titleLanguage}>
        <a href={paths.offer(language, story.slug)}>{story.title}</a>
      </h2>
      <p lang={story.summaryLanguage}>{story.summary}</p>
      <p className="small">{t('home.readMinutes', { count: story.minutes })}</p>
    </article>
  )
}

function Cards({
  id,
  title,
  more,
  href,
  cards,
  language,
}: {
  id: string
  title: string
  more: string
  href: string
  cards: HomePageData['fresh']
  language: Language
}) {
  if (cards.length === 0) return null
  return (
    <section aria-labelledby={id} className="related">
      <div className="section-head">
        <h2 id={id}>{title}</h2>
        <a href={href}>{more}</a>
      </div>
      <CardRow cards={cards} language={language} />
    </section>
  )
}

/** "Where do you want to go with your work?": one search box, five ways in, what is coming up. */
export function HomePage({ data, language }: { data: HomePageData; language: Language }) {
  const t = useTexts()
  const navigate = useNavigate()
  const suggest = useSuggestions(language)
  const ways = useWays(data, language)
  return (
    <main id="content">
      <div className="hero">
        <div className="wrap">
          <PageHead title={t('home.title')} lead={data.purpose ?? t('home.lead')} />
          <Form action={paths.catalogue(language)} className="hero-search">
            <search>
              <SearchBox suggest={suggest} go={navigate} placeholder={t('search.placeholder')} />
            </search>
          </Form>
          <h2 className="unseen">{t('home.ways')}</h2>
          <ul className="plain ways">
            {ways.map((way) => (
              <li key={way.icon}>
                <a className="card" href={way.href} data-icon={way.icon} data-colour={way.colour}>
                  <strong>{way.title}</strong>
                  <span>{way.text}</span>
                </a>
              </li>
            ))}
          </ul>
        </div>
      </div>
      <div className="wrap">
        <div className="home-columns">
          <section aria-labelledby="soon">
            <div className="section-head">
              <h2 id="soon">{t('home.soon')}</h2>
              {data.calendarOn ? <a href={paths.calendar(language)}>{t('home.wholeCalendar')}</a> : null}
            </div>
            <Coming coming={data.coming} language={language} />
          </section>
          {data.story ? <Story story={data.story} language={language} /> : null}
        </div>
        <Cards
          id="closing"
          title={t('home.closing')}
          more={t('home.allVacancies')}
          href={paths.catalogue(language, { kind: ['vacancy'], sort: 'closing' })}
          cards={data.closing}
          language={language}
        />
        <Cards
          id="new"
          title={t('home.new')}
          more={t('home.allNew')}
          href={paths.catalogue(language, { sort: 'newest' })}
          cards={data.fresh}
          language={language}
        />
      </div>
    </main>
  )
}
