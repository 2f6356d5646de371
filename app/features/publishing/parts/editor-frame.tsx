import type { ReactNode } from 'react'
import type { Language } from '#app/i18n/languages.ts'
import { useTexts } from '#app/i18n/use-texts.ts'
import { paths } from '#app/paths.ts'
import { LocalMenu, type MenuMark } from '#app/ui/local-menu.tsx'
import { PageHead } from '#app/ui/page-head.tsx'
import { StateChip } from '#app/ui/state-chip.tsx'
import { TitledNote } from '#app/ui/status-note.tsx'
import type { EditorHead } from '../editor-page.queries.server.ts'
import type { OfferChecksView } from '../view-checks.server.ts'

/** What somebody is at: a part of the editor, or a page about the whole offer. */
export type EditorPlace = 'text' | 'facts' | 'sessions' | 'media' | 'preview' | 'check' | 'copy'

/** The parts of the editor that are pages of their own, in their order; those of sessions only where the kind has them. */
function placesOf({ hasSessions }: EditorHead): ReadonlyArray<EditorPlace> {
  return ['text', 'facts', ...(hasSessions ? (['sessions'] as const) : []), 'media']
}

/** How many things are to be solved in a part of the editor, and how many could be better. */
function useMarks(checks: OfferChecksView | undefined): (place: EditorPlace) => MenuMark[] {
  const t = useTexts('publishing')
  return (place) => {
    const count = (list: OfferChecksView['better'] = []) =>
      list.filter((one) => one.place === place || one.place?.startsWith(`${place}/`)).length
    const [first, better] = [count(checks?.solveFirst), count(checks?.better)]
    const mark = (number: number, key: 'solveFirst' | 'better'): MenuMark[] =>
      number === 0
        ? []
        : [
            {
              text: String(number),
              words: t(`checks.${key}`, { count: number }),
              icon: key === 'solveFirst' ? 'warning' : 'info',
              isFirst: key === 'solveFirst',
            },
          ]
    return [...mark(first, 'solveFirst'), ...mark(better, 'better')]
  }
}

const STATE_LOOKS = {
  new: { look: 'draft', icon: 'draft' },
  draft: { look: 'draft', icon: 'draft' },
  published: { look: 'ok', icon: 'check' },
  hidden: { look: 'quiet', icon: 'hidden' },
  archived: { look: 'quiet', icon: 'archive' },
} as const

function EditorState({ head }: { head: EditorHead }) {
  const t = useTexts('publishing')
  return (
    <p className="editor-state">
      <StateChip {...STATE_LOOKS[head.state]}>
        {t(head.typedAt && head.state === 'published' ? 'editor.state.changed' : `editor.state.${head.state}`)}
      </StateChip>
      {head.typedAt ? <span>{t('editor.typedAt', { when: head.typedAt })}</span> : null}
      {head.ownerNames.length > 0 ? (
        <span className="small">{t('editor.owners', { units: head.ownerNames.join(', ') })}</span>
      ) : null}
    </p>
  )
}

/** Who else has this offer open, and where. */
function OtherEditors({ head }: { head: EditorHead }) {
  const t = useTexts('publishing')
  if (head.others.length === 0) return null
  return (
    <TitledNote id="others" title={t('editor.othersTitle', { count: head.others.length })} icon="people">
      <ul className="plain">
        {head.others.map(({ name, section, at }) => (
          <li key={name}>{t('editor.other', { name, section, at })}</li>
        ))}
      </ul>
      <p>{t('editor.othersHow')}</p>
    </TitledNote>
  )
}

/** On a narrow screen the checks come after all fields: how many there are stands above them, and leads there. */
function ChecksAbove({ checks }: { checks: OfferChecksView }) {
  const t = useTexts('publishing')
  const [first, better] = [checks.solveFirst.length, checks.better.length]
  if (first + better === 0) return null
  return (
    <p className={first > 0 ? 'checks-above first' : 'checks-above'} data-icon={first > 0 ? 'warning' : 'info'}>
      <a href="#before-publishing">
        {[
          first > 0 ? t('checks.solveFirst', { count: first }) : '',
          better > 0 ? t('checks.better', { count: better }) : '',
        ]
          .filter(Boolean)
          .join(' · ')}
      </a>
    </p>
  )
}

/** The frame around every page of the editor: what the offer is and how it stands, its parts, who else is here, and who sees it. */
export function EditorFrame({
  head,
  place,
  language,
  children,
  aside,
  checks,
}: {
  head: EditorHead
  place: EditorPlace
  language: Language
  children: ReactNode
  aside?: ReactNode
  /** What each part is marked with in the menu. */
  checks?: OfferChecksView
}) {
  const t = useTexts('publishing')
  const marksOf = useMarks(checks)
  const links = placesOf(head).map((one) => ({
    href: paths.editOffer(language, head.id, one === 'text' ? undefined : one),
    text: t(`editor.section.${one}`),
    isHere: one === place,
    marks: marksOf(one),
  }))
  const crumbs = [
    { href: paths.hr(language), text: t('start.title') },
    { href: paths.hrOffers(language), text: t('offers.title') },
  ]
  return (
    <main className="wrap page" id="content">
      <PageHead
        crumbs={{ label: t('crumbs'), steps: crumbs }}
        above={
          <p className="kind" data-icon={head.kind.icon} data-colour={head.kind.colour}>
            {head.kind.label}
          </p>
        }
        title={head.title || t('editor.untitled')}
        language={head.titleLanguage ?? undefined}
      />
      <div className="editor-bar">
        <EditorState head={head} />
        <ul className="plain actions">
          <li>
            <a className="button quiet" href={paths.editOffer(language, head.id, 'preview')} data-icon="person">
              {t('editor.preview')}
            </a>
          </li>
          <li>
            <a className="button" href={paths.editOffer(language, head.id, 'check')}>
              {t('editor.check')}
            </a>
          </li>
        </ul>
      </div>
      <LocalMenu label={t('editor.parts')} links={links} />
      {aside && checks ? <ChecksAbove checks={checks} /> : null}
      <div className="editor-columns">
        <div className="editor-main">{children}</div>
        <aside className="editor-aside" aria-label={t('editor.aside')}>
          <OtherEditors head={head} />
          {aside}
          {head.state === 'new' ? null : (
            <p>
              <a href={paths.editOffer(language, head.id, 'copy')}>{t('editor.copyLink')}</a>
            </p>
          )}
          <TitledNote id="who-sees" title={t('editor.whoSeesTitle')} icon="lock">
            <p>{t(head.state === 'published' ? 'editor.whoSeesPublished' : 'editor.whoSeesDraft')}</p>
            <p className="small">{t('editor.whoSeesStays')}</p>
          </TitledNote>
        </aside>
      </div>
    </main>
  )
}
