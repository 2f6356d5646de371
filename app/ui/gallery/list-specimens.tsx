import type { Language } from '#app/i18n/languages.ts'
import { useTexts } from '#app/i18n/use-texts.ts'
import { BulkPanel } from '../bulk-panel.tsx'
import { DescriptionList } from '../description-list.tsx'
import { OpenRecord } from '../open-record.tsx'
import { Pages } from '../pages.tsx'
import { PlacesBar } from '../places-bar.tsx'
import { Readings } from '../readings.tsx'
import { ListRow, RowList } from '../row-list.tsx'
import { StateChip } from '../state-chip.tsx'
import { type Column, Table } from '../table.tsx'
import type { GALLERY_SORTS, GalleryState, ToGallery } from './gallery-page.tsx'
import { Specimen } from './specimen.tsx'

function Descriptions() {
  const t = useTexts('admin')
  const items = [
    { name: t('gallery.fact.place'), value: t('gallery.fact.campus'), icon: 'place' },
    { name: t('gallery.fact.language'), value: t('common:language.nl'), icon: 'language' },
    { name: t('gallery.fact.time'), value: t('gallery.fact.hours'), icon: 'clock' },
  ]
  const plain = items.map(({ name, value }) => ({ name, value }))
  return (
    <Specimen name="descriptions" component="DescriptionList">
      <DescriptionList look="facts" items={items} />
      <div className="specimen-columns">
        <DescriptionList items={plain} />
        <DescriptionList look="beside" items={plain} />
      </div>
    </Specimen>
  )
}

function Rows() {
  const t = useTexts('admin')
  const end = (
    <button type="button" className="button quiet small">
      {t('gallery.button.small')}
    </button>
  )
  return (
    <Specimen name="rows" component="RowList, Row">
      <div className="specimen-columns">
        <RowList isRuled>
          <ListRow action={end}>
            <h3>
              {t('gallery.row.now')} <span className="chip ok">{t('gallery.chip.ok')}</span>
            </h3>
            <p>{t('gallery.row.text')}</p>
          </ListRow>
          <ListRow>
            <h3>
              <a href="#part-rows">{t('gallery.row.link')}</a>
            </h3>
            <p className="late">{t('gallery.row.late')}</p>
          </ListRow>
          <ListRow isPast>
            <h3>{t('gallery.row.past')}</h3>
            <p>{t('gallery.row.text')}</p>
          </ListRow>
        </RowList>
        <div className="card">
          <RowList>
            <ListRow icon="mail">
              <h3>{t('gallery.row.now')}</h3>
              <p>{t('gallery.row.text')}</p>
            </ListRow>
            <ListRow icon="contract">
              <h3>{t('gallery.row.link')}</h3>
              <p>{t('gallery.row.text')}</p>
            </ListRow>
          </RowList>
        </div>
      </div>
    </Specimen>
  )
}

function Chosen() {
  const t = useTexts('admin')
  return (
    <Specimen name="chosen" component="StateChip, PlacesBar, BulkPanel">
      <p className="chips">
        <StateChip look="ok" icon="check">
          {t('gallery.chip.ok')}
        </StateChip>
        <StateChip look="draft" icon="draft">
          {t('gallery.chip.draft')}
        </StateChip>
        <StateChip look="warn" icon="warning">
          {t('gallery.chip.older')}
        </StateChip>
        <StateChip look="waiting" icon="closing">
          {t('gallery.chip.ready')}
        </StateChip>
        <StateChip look="quiet" icon="hidden">
          {t('gallery.chip.hidden')}
        </StateChip>
      </p>
      <p>
        <PlacesBar taken={6} seats={16}>
          {t('gallery.chip.places')}
        </PlacesBar>
      </p>
      <BulkPanel form="specimen" title={t('gallery.part.chosen')} said={String} isOpen={false}>
        <p>{t('gallery.row.text')}</p>
      </BulkPanel>
    </Specimen>
  )
}

const PEOPLE = { time: 6, stress: 11, postdoc: 8 } as const

function Sorted({ state, to, language }: { state: GalleryState; to: ToGallery; language: Language }) {
  const t = useTexts('admin')
  const lines = (['time', 'stress', 'postdoc'] as const).map((key) => ({
    key,
    title: t(`gallery.table.${key}`),
    people: PEOPLE[key],
  }))
  const order = state.isDescending ? -1 : 1
  lines.sort(
    (a, b) => order * (state.sort === 'title' ? a.title.localeCompare(b.title, language) : a.people - b.people),
  )
  const head = (sort: (typeof GALLERY_SORTS)[number]) => {
    const isSorted = state.sort === sort
    return {
      href: to({ sort, isDescending: isSorted && !state.isDescending }),
      order: isSorted ? (state.isDescending ? ('descending' as const) : ('ascending' as const)) : null,
    }
  }
  const columns: Column[] = [
    { text: t('gallery.table.title'), sort: head('title') },
    t('gallery.table.state'),
    { text: t('gallery.table.people'), sort: head('people'), isNumber: true },
  ]
  return (
    <Specimen name="table" component="Table, Pages">
      <Table
        caption={t('gallery.part.table')}
        columns={columns}
        rows={lines.map(({ key, title, people }) => ({
          key,
          cells: [
            <a key="title" href="#part-table">
              {title}
            </a>,
            <span key="state" className="chip ok">
              {t('gallery.chip.ok')}
            </span>,
            people,
          ],
        }))}
      />
      <Pages page={2} pages={5} previous={to({})} next={to({})} />
    </Specimen>
  )
}

function Opening() {
  const t = useTexts('admin')
  const reading = { who: t('gallery.reading.who'), what: t('gallery.reading.what') }
  return (
    <>
      <Specimen name="openRecord" component="OpenRecord">
        <OpenRecord action="#part-openRecord" token="" isAssigned />
        <OpenRecord action="#part-openRecord" token="" isAssigned={false} />
      </Specimen>
      <Specimen name="readings" component="Readings">
        <Readings
          days={[
            {
              day: t('gallery.reading.day'),
              readings: [
                { ...reading, when: '14:05' },
                { ...reading, when: '09:30' },
              ],
            },
          ]}
        />
      </Specimen>
    </>
  )
}

/** What stands under each other: names with values, rows, a table that sorts. */
export function ListSpecimens(props: { state: GalleryState; to: ToGallery; language: Language }) {
  return (
    <>
      <Descriptions />
      <Rows />
      <Chosen />
      <Sorted {...props} />
      <Opening />
    </>
  )
}
