import { Form, useNavigation, useNavigationType, useSubmit } from '@remix-run/react'
import { type FormEvent, useEffect, useRef } from 'react'
import type { Language } from '#app/i18n/languages.ts'
import { useTexts } from '#app/i18n/use-texts.ts'
import { paths } from '#app/paths.ts'
import { PageHead } from '#app/ui/page-head.tsx'
import { SearchBox } from '#app/ui/search-box.tsx'
import type { CataloguePageData } from '../catalogue.queries.server.ts'
import { Filters } from '../parts/filters.tsx'
import { Results } from '../parts/results.tsx'

const WAIT_WHILE_TYPING_MS = 220

/**
 * A chip or the back button changes the address without touching the form: its fields follow the address. The field that somebody is typing
 * in is left alone, unless they went back or forward.
 */
function followAddress(form: HTMLFormElement, data: CataloguePageData, wentBack: boolean): void {
  const on = new Set(
    [...data.first, ...data.rest].flatMap((group) =>
      group.values.filter((v) => v.on).map((v) => `${group.name}=${v.value}`),
    ),
  )
  for (const field of form.elements) {
    if (field instanceof HTMLInputElement && field.type === 'checkbox')
      field.checked = on.has(`${field.name}=${field.value}`)
    else if (field instanceof HTMLInputElement && field.name === 'q' && (wentBack || field !== document.activeElement))
      field.value = data.q
    else if (field instanceof HTMLSelectElement) field.value = data.sort
  }
}

/** Whether somebody has chosen or typed something while the script was still on its way. */
function isTouched(form: HTMLFormElement, data: CataloguePageData): boolean {
  return [...form.elements].some((field) => {
    if (field instanceof HTMLSelectElement) return field.value !== data.sort
    if (!(field instanceof HTMLInputElement)) return false
    return field.checked !== field.defaultChecked || (field.name === 'q' && field.value !== data.q)
  })
}

/** The whole offer: search, filters, results. One form, so that it does the same without script; with script it follows each change. */
export function CataloguePage({ data, language }: { data: CataloguePageData; language: Language }) {
  const t = useTexts('catalogue')
  const submit = useSubmit()
  const navigation = useNavigation()
  const form = useRef<HTMLFormElement>(null)
  const timer = useRef<ReturnType<typeof setTimeout>>()

  const isNew = useRef(true)
  /** Somebody is typing: the letters after the first one belong to the same step back. */
  const isTypingOn = useRef(false)
  const wentBack = useNavigationType() === 'POP'

  useEffect(() => {
    if (!form.current) return
    if (isNew.current && isTouched(form.current, data))
      submit(form.current, { replace: true, preventScrollReset: true })
    else followAddress(form.current, data, wentBack)
    isNew.current = false
  }, [data, submit, wentBack])
  useEffect(() => () => clearTimeout(timer.current), [])

  function follow(event: FormEvent<HTMLFormElement>) {
    const isTyping = event.target instanceof HTMLInputElement && event.target.name === 'q'
    clearTimeout(timer.current)
    timer.current = setTimeout(
      () => {
        // Going back undoes a filter, or all that was typed in one go.
        if (form.current) submit(form.current, { replace: isTyping && isTypingOn.current, preventScrollReset: true })
        isTypingOn.current = isTyping
      },
      isTyping ? WAIT_WHILE_TYPING_MS : 0,
    )
  }

  /** Enter sends what is typed at once, and ends the typing. */
  function sendNow(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    clearTimeout(timer.current)
    submit(event.currentTarget, { replace: isTypingOn.current, preventScrollReset: true })
    isTypingOn.current = false
  }

  const busy = navigation.state !== 'idle' && navigation.location.pathname === paths.catalogue(language)
  return (
    <main className="wrap page" id="content">
      <PageHead title={t('title')} />
      <Form
        ref={form}
        method="get"
        action={paths.catalogue(language)}
        onChange={follow}
        onSubmit={sendNow}
        preventScrollReset
      >
        <search>
          <SearchBox defaultValue={data.q} />
        </search>
        {data.unmended ? <input type="hidden" name="exact" value={data.q} /> : null}
        {data.expanded.map((facet) => (
          <input key={facet} type="hidden" name="more" value={facet} />
        ))}
        <div className="catalogue">
          {data.first.length + data.rest.length > 0 ? <Filters data={data} /> : null}
          <Results data={data} language={language} busy={busy} />
        </div>
      </Form>
    </main>
  )
}
