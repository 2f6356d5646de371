import type { Language } from '#app/i18n/languages.ts'
import { useTexts } from '#app/i18n/use-texts.ts'
import { paths } from '#app/paths.ts'
import { AdminMenu } from '../admin-menu.tsx'
import { Dialog } from '../dialog.tsx'
import { LocalMenu } from '../local-menu.tsx'
import { PageHead } from '../page-head.tsx'
import { EditingSpecimens } from './editing-specimens.tsx'
import { FormSpecimens } from './form-specimens.tsx'
import { ListSpecimens } from './list-specimens.tsx'
import { ScaleSpecimens } from './scale-specimens.tsx'
import { TextSpecimens } from './text-specimens.tsx'

export const GALLERY_THEMES = ['device', 'light', 'dark'] as const
export const GALLERY_SORTS = ['title', 'people'] as const

/** What the address of the gallery asks for: a theme, the order of its table, its dialog. */
export type GalleryState = {
  theme: (typeof GALLERY_THEMES)[number]
  sort: (typeof GALLERY_SORTS)[number]
  isDescending: boolean
  hasDialog: boolean
}

export type ToGallery = (change: Partial<GalleryState>) => string

/** Every part of the design system in every state: what a new screen is built from, and what accessibility checks look at. */
export function GalleryPage({ state, language }: { state: GalleryState; language: Language }) {
  const t = useTexts('admin')
  const to: ToGallery = (change) => {
    const { theme, sort, isDescending, hasDialog } = { ...state, ...change }
    return paths.gallery(language, {
      theme: theme === 'device' ? undefined : theme,
      sort: sort === 'title' ? undefined : sort,
      order: isDescending ? 'descending' : undefined,
      dialog: hasDialog ? 'open' : undefined,
    })
  }
  return (
    <main className="gallery" id="content" data-theme={state.theme === 'device' ? undefined : state.theme}>
      <div className="wrap page">
        <PageHead
          crumbs={{ label: t('crumbs'), steps: [{ href: paths.admin(language), text: t('title') }] }}
          title={t('gallery.title')}
          lead={t('gallery.lead')}
        />
        <AdminMenu language={language} hasGallery />
        <LocalMenu
          label={t('gallery.theme.label')}
          links={GALLERY_THEMES.map((theme) => ({
            href: to({ theme }),
            text: t(`gallery.theme.${theme}`),
            isHere: theme === state.theme,
          }))}
        />
        {state.hasDialog ? (
          <Dialog id="dialog" title={t('gallery.dialog.title')} closeHref={to({ hasDialog: false })}>
            <p>{t('gallery.dialog.text')}</p>
            <p className="row">
              <a className="button danger" href={to({ hasDialog: false })}>
                {t('gallery.dialog.yes')}
              </a>
              <a className="button quiet" href={to({ hasDialog: false })}>
                {t('gallery.dialog.no')}
              </a>
            </p>
          </Dialog>
        ) : null}
        <FormSpecimens />
        <EditingSpecimens />
        <TextSpecimens to={to} />
        <ListSpecimens state={state} to={to} language={language} />
        <ScaleSpecimens />
      </div>
    </main>
  )
}
