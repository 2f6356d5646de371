import { useTexts } from '#app/i18n/use-texts.ts'
import { ChangedText } from '../changed-text.tsx'
import type { IconName } from '../icon-names.ts'
import { SearchBox } from '../search-box.tsx'
import { StatusNote, TitledNote } from '../status-note.tsx'
import type { ToGallery } from './gallery-page.tsx'
import { Specimen } from './specimen.tsx'

const KINDS: ReadonlyArray<readonly [colour: KindColour, icon: IconName]> = [
  ['training', 'training'],
  ['mentoring', 'mentoring'],
  ['coaching', 'coaching'],
  ['vacancy', 'vacancy'],
  ['event', 'event'],
  ['instrument', 'self-test'],
  ['story', 'story'],
]
type KindColour = 'training' | 'mentoring' | 'coaching' | 'vacancy' | 'event' | 'instrument' | 'story'

function Buttons({ to }: { to: ToGallery }) {
  const t = useTexts('admin')
  return (
    <Specimen name="buttons" component=".button, Dialog">
      <p className="row">
        <button type="button" className="button">
          {t('gallery.button.do')}
        </button>
        <button type="button" className="button quiet">
          {t('gallery.button.later')}
        </button>
        <button type="button" className="button danger">
          {t('gallery.button.erase')}
        </button>
        <button type="button" className="button quiet small" data-icon="search">
          {t('gallery.button.small')}
        </button>
        <button type="button" className="linklike" data-icon="print">
          {t('gallery.button.link')}
        </button>
        <a className="button quiet" href={to({ hasDialog: true })} data-keep-scroll="">
          {t('gallery.dialog.open')}
        </a>
      </p>
    </Specimen>
  )
}

function Notes() {
  const t = useTexts('admin')
  return (
    <Specimen name="notes" component="StatusNote, TitledNote">
      <StatusNote kind="ok">{t('gallery.note.ok')}</StatusNote>
      <StatusNote>
        <p>
          {t('gallery.note.info')} <a href="#part-notes">{t('gallery.note.more')}</a>
        </p>
      </StatusNote>
      <StatusNote kind="warn">{t('gallery.note.warn')}</StatusNote>
      <StatusNote kind="danger">{t('gallery.note.danger')}</StatusNote>
      <TitledNote id="gallery-who-sees" title={t('gallery.note.title')} icon="lock">
        <p>{t('gallery.note.text')}</p>
        <p>
          <a href="#part-notes">{t('gallery.note.more')}</a>
        </p>
      </TitledNote>
      <p className="nothing" data-icon="empty">
        {t('gallery.note.nothing')}
      </p>
    </Specimen>
  )
}

function Chips() {
  const t = useTexts('admin')
  return (
    <Specimen name="chips" component=".chip, .kind">
      <ul className="plain chips">
        <li>
          <a className="chip" href="#part-chips">
            {t('gallery.chip.link')}
          </a>
        </li>
        <li>
          <a className="chip on" href="#part-chips" data-icon="close">
            {t('gallery.chip.on')}
          </a>
        </li>
        <li className="chip">{t('gallery.chip.plain')}</li>
        <li className="chip ok">{t('gallery.chip.ok')}</li>
        <li className="chip" data-icon="lock">
          {t('gallery.chip.icon')}
        </li>
      </ul>
      <ul className="plain row">
        {KINDS.map(([colour, icon]) => (
          <li key={colour} className="kind" data-colour={colour} data-icon={icon}>
            {t(`gallery.kind.${colour}`)}
          </li>
        ))}
      </ul>
    </Specimen>
  )
}

function Changed() {
  const t = useTexts('admin')
  return (
    <Specimen name="changedText" component="ChangedText">
      <ChangedText
        pieces={[
          { kind: 'same', text: `${t('gallery.changed.start')} ` },
          { kind: 'gone', text: t('gallery.changed.gone') },
          { kind: 'new', text: t('gallery.changed.new') },
          { kind: 'same', text: ` ${t('gallery.changed.end')}` },
        ]}
      />
    </Specimen>
  )
}

function Search() {
  return (
    <Specimen name="search" component="SearchBox">
      <search>
        <SearchBox />
      </search>
    </Specimen>
  )
}

/** What somebody reads and presses: buttons, notes, chips, the search box. */
export function TextSpecimens({ to }: { to: ToGallery }) {
  return (
    <>
      <Buttons to={to} />
      <Notes />
      <Chips />
      <Changed />
      <Search />
    </>
  )
}
