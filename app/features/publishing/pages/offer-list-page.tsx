import type { Language } from '#app/i18n/languages.ts'
import { useTexts } from '#app/i18n/use-texts.ts'
import { paths } from '#app/paths.ts'
import type { FormAnswer } from '#app/platform/http/form/form-answer.ts'
import { formState } from '#app/platform/http/form/form-state.ts'
import { Field } from '#app/ui/field.tsx'
import { HrMenu } from '#app/ui/hr-menu.tsx'
import type { IconName } from '#app/ui/icon-names.ts'
import { LocalMenu } from '#app/ui/local-menu.tsx'
import { PageHead } from '#app/ui/page-head.tsx'
import { PlacesBar } from '#app/ui/places-bar.tsx'
import { ProblemSummary } from '#app/ui/problem-summary.tsx'
import { StateChip } from '#app/ui/state-chip.tsx'
import { StatusNote } from '#app/ui/status-note.tsx'
import { Table } from '#app/ui/table.tsx'
import type { OfferListData, OfferRow } from '../offer-list.queries.server.ts'
import { type ListSort, type ListState, listSearch } from '../offer-list.ts'
import { BeginLinks } from '../parts/begin-links.tsx'
import { type BulkProblem, OffersAtOnce } from '../parts/offers-at-once.tsx'

const STATE_LOOKS: Readonly<Record<ListState, { look: 'ok' | 'draft' | 'waiting' | 'quiet'; icon: IconName }>> = {
  online: { look: 'ok', icon: 'check' },
  draft: { look: 'draft', icon: 'draft' },
  ready: { look: 'waiting', icon: 'closing' },
  hidden: { look: 'quiet', icon: 'hidden' },
  over: { look: 'quiet', icon: 'clock' },
  archived: { look: 'quiet', icon: 'archive' },
}

type OfferListPageProps = {
  page: OfferListData
  token: string
  waiting: number
  done: { changed: number; refused: number } | 'discarded' | null
  /** A draft that was thrown away just now and can be taken back. */
  discarded: { offer: string; id: string; token: string } | null
  refused: FormAnswer<BulkProblem> | null
  language: Language
}

function Filters({ page, language }: { page: OfferListData; language: Language }) {
  const t = useTexts('hr')
  const { q, kind, owner, state, sort, isDown } = page.query
  const select = (name: string, label: string, none: string, chosen: string, list: OfferListData['kinds']) => (
    <Field id={`filter-${name}`} name={name} label={label}>
      {(control) => (
        <select {...control} defaultValue={chosen}>
          <option value="">{none}</option>
          {list.map((one) => (
            <option key={one.value} value={one.value}>
              {one.label}
            </option>
          ))}
        </select>
      )}
    </Field>
  )
  return (
    <form method="get" action={paths.hrOffers(language)} className="list-filters" aria-label={t('list.filters')}>
      {state ? <input type="hidden" name="state" value={state} /> : null}
      {sort === 'review' ? null : <input type="hidden" name="sort" value={sort} />}
      {isDown ? <input type="hidden" name="order" value="down" /> : null}
      <Field id="filter-q" name="q" label={t('list.words')}>
        {(control) => <input {...control} type="search" defaultValue={q} maxLength={100} />}
      </Field>
      {select('kind', t('list.kind'), t('list.allKinds'), kind, page.kinds)}
      {select('owner', t('list.owner'), t('list.allOwners'), owner, page.owners)}
      <button type="submit" className="button quiet">
        {t('list.show')}
      </button>
    </form>
  )
}

function TitleCell({ row, language, isChosen }: { row: OfferRow; language: Language; isChosen: boolean }) {
  const t = useTexts('hr')
  return (
    <div className="list-title">
      <input
        type="checkbox"
        name="id"
        value={row.id}
        form="at-once"
        defaultChecked={isChosen}
        aria-label={t('list.choose', { title: row.title })}
      />
      <div>
        <a href={paths.editOffer(language, row.id)} lang={row.titleLanguage ?? undefined}>
          {row.title}
        </a>
        <p className="small">
          <span className="kind" data-icon={row.kind.icon} data-colour={row.kind.colour}>
            {row.kind.label}
          </span>
          {row.owners ? ` · ${row.owners}` : null}
        </p>
      </div>
    </div>
  )
}

function OfferTable({ page, refused, language }: Pick<OfferListPageProps, 'page' | 'refused' | 'language'>) {
  const t = useTexts('hr')
  const { query } = page
  const column = (name: 'title' | 'state' | 'next' | 'places' | 'review') => {
    const isHere = query.sort === name
    const changes = { sort: name as ListSort, isDown: isHere ? !query.isDown : false, page: 1 }
    const order = isHere ? (query.isDown ? ('descending' as const) : ('ascending' as const)) : null
    return {
      text: t(`list.column.${name}`),
      isNumber: name === 'places' || name === 'review',
      sort: { href: paths.hrOffers(language, listSearch(query, changes)), order },
    }
  }
  const chosen = new Set(refused?.sent.id ?? [])
  return (
    <Table
      caption={t('list.caption')}
      columns={[
        column('title'),
        column('state'),
        t('list.column.languages'),
        column('next'),
        column('places'),
        column('review'),
      ]}
      rows={page.rows.map((row) => ({
        key: row.id,
        isMarked: row.isIncomplete || row.reviewState === 'passed',
        cells: [
          <TitleCell key="title" row={row} language={language} isChosen={chosen.has(row.id)} />,
          <span key="state">
            <StateChip {...STATE_LOOKS[row.state]}>{row.stateText}</StateChip>
            {row.hasChange ? <span className="small"> {t('list.hasChange')}</span> : null}
          </span>,
          <span key="languages">
            {row.texts.map(({ words, asks }, place) => (
              <span key={words}>
                {place > 0 ? ', ' : null}
                <span className={asks ? 'asks' : undefined}>{words}</span>
              </span>
            ))}
          </span>,
          <span key="next" className="whole">
            {row.next || t('list.none')}
          </span>,
          row.places ? (
            <PlacesBar key="places" taken={row.taken} seats={row.seats}>
              {row.places}
            </PlacesBar>
          ) : (
            t('list.none')
          ),
          <span key="review" className={row.reviewState === 'far' ? 'whole' : 'asks whole'}>
            {row.reviewState === 'passed' ? t('list.reviewPassed', { day: row.review }) : row.review || t('list.none')}
          </span>,
        ],
      }))}
    />
  )
}

function Pages({ page, language }: { page: OfferListData; language: Language }) {
  const t = useTexts('hr')
  const { query, pages, from, rows, total } = page
  const to = (number: number) => paths.hrOffers(language, listSearch(query, { page: number }))
  return (
    <div className="list-foot">
      <p className="small">
        {t('list.range', { from: rows.length > 0 ? from : 0, until: from + rows.length - 1, total })}
      </p>
      <ul className="plain actions">
        <li>
          <a
            className="button quiet small"
            data-icon="download"
            href={paths.hrOffersFile(language, listSearch(query, { page: 1 }))}
            download
          >
            {t('list.download')}
          </a>
        </li>
        {query.page > 1 ? (
          <li>
            <a className="button quiet small" href={to(query.page - 1)} rel="prev">
              {t('list.previous')}
            </a>
          </li>
        ) : null}
        {query.page < pages ? (
          <li>
            <a className="button quiet small" href={to(query.page + 1)} rel="next">
              {t('list.next')}
            </a>
          </li>
        ) : null}
      </ul>
    </div>
  )
}

/** The offers somebody may change: filtered, sorted and paged by the address; several at once. */
export function OfferListPage({ page, token, waiting, done, discarded, refused, language }: OfferListPageProps) {
  const t = useTexts('hr')
  const form = formState(refused, { id: 'at-once', words: (problem) => t(`list.problem.${problem}`) })
  const { query } = page
  return (
    <main className="wrap page" id="content">
      <PageHead
        crumbs={{ label: t('crumbs'), steps: [{ href: paths.hr(language), text: t('start.title') }] }}
        title={t('list.title')}
        lead={t('list.lead', { count: page.counts[0]?.count ?? 0 })}
        acts={<BeginLinks language={language} />}
      />
      <HrMenu language={language} waiting={waiting} />
      {refused ? <ProblemSummary refusal={refused} problems={form.problems} /> : null}
      {done && !refused ? (
        <StatusNote kind={done !== 'discarded' && done.refused > 0 ? 'warn' : 'ok'} role="status">
          <p>
            {done === 'discarded' ? t('list.discarded') : t('list.done', { count: done.changed })}{' '}
            {done !== 'discarded' && done.refused > 0 ? t('list.refused', { count: done.refused }) : null}
          </p>
          {discarded ? (
            <form method="post" action={paths.editOffer(language, discarded.offer)}>
              <input type="hidden" name="token" value={discarded.token} />
              <input type="hidden" name="discarded" value={discarded.id} />
              <button type="submit" name="intent" value="restore" className="button quiet small">
                {t('list.restore')}
              </button>
            </form>
          ) : null}
        </StatusNote>
      ) : null}
      <LocalMenu
        label={t('list.states')}
        links={page.counts.map(({ state, count }) => ({
          href: paths.hrOffers(language, listSearch(query, { state, page: 1 })),
          text: state ? t(`list.state.${state}`) : t('list.all'),
          isHere: query.state === state,
          count,
        }))}
      />
      <Filters page={page} language={language} />
      {page.rows.length > 0 ? <OffersAtOnce page={page} token={token} refused={refused} /> : null}
      {page.rows.length > 0 ? (
        <OfferTable page={page} refused={refused} language={language} />
      ) : (
        <p>{t(page.counts[0]?.count === 0 && !query.q ? 'list.empty' : 'list.nothingFound')}</p>
      )}
      <Pages page={page} language={language} />
    </main>
  )
}
