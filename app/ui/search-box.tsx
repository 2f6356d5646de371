import { type KeyboardEvent, type ReactNode, useEffect, useId, useState } from 'react'
import { useTexts } from '#app/i18n/use-texts.ts'

export type Option = { key: string; href: string; node: ReactNode; icon: string; colour?: string; lang?: string }

const WAIT_WHILE_TYPING_MS = 120

/**
 * The search field with its button. With `suggest`, what fits appears while typing, as a list that arrow keys reach (ARIA combobox);
 * without script it is a plain field in a form.
 */
export function SearchBox({
  defaultValue = '',
  suggest,
  go,
  placeholder,
}: {
  defaultValue?: string
  suggest?: (typed: string, signal: AbortSignal) => Promise<Option[]>
  go?: (href: string) => void
  placeholder?: string
}) {
  const t = useTexts()
  const id = useId()
  const [options, setOptions] = useState<Option[]>([])
  const [active, setActive] = useState(-1)
  const [typed, setTyped] = useState('')
  // Before the script is awake nothing would open, so the field does not promise it.
  const [isAwake, setAwake] = useState(false)
  useEffect(() => setAwake(true), [])
  const isOpen = options.length > 0

  useEffect(() => {
    if (!suggest || typed.trim().length < 2) return setOptions([])
    const stop = new AbortController()
    const timer = setTimeout(() => {
      const show = (found: Option[]) => {
        if (!stop.signal.aborted) setOptions(found)
      }
      suggest(typed, stop.signal).then(show, () => show([]))
    }, WAIT_WHILE_TYPING_MS)
    return () => {
      clearTimeout(timer)
      stop.abort()
    }
  }, [typed, suggest])

  /** Forgetting what was typed also stops an answer that is still under way. */
  function close() {
    setTyped('')
    setOptions([])
    setActive(-1)
  }

  function onKeyDown(event: KeyboardEvent) {
    if (!isOpen) return
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
    if (step !== 0) {
      event.preventDefault()
      // From the field (-1) through the options and back to the field.
      setActive((now) => ((now + 1 + step + options.length + 1) % (options.length + 1)) - 1)
    } else if (event.key === 'Escape') {
      // The first Escape closes the list; without this the browser would also empty the field.
      event.preventDefault()
      close()
    } else if (event.key === 'Enter' && options[active]) {
      event.preventDefault()
      go?.(options[active].href)
      close()
    }
  }

  const combobox =
    suggest && isAwake
      ? {
          role: 'combobox',
          'aria-expanded': isOpen,
          'aria-controls': `${id}list`,
          'aria-autocomplete': 'list' as const,
          'aria-activedescendant': options[active] ? `${id}${active}` : undefined,
          onChange: (event: { target: HTMLInputElement }) => {
            setTyped(event.target.value)
            setActive(-1)
          },
          onKeyDown,
          onBlur: close,
        }
      : {}

  return (
    <div className="search">
      <label htmlFor={`${id}q`} data-icon="search">
        <span className="unseen">{t('search.label')}</span>
      </label>
      <input
        id={`${id}q`}
        type="search"
        name="q"
        defaultValue={defaultValue}
        placeholder={placeholder}
        autoComplete="off"
        enterKeyHint="search"
        maxLength={300}
        {...combobox}
      />
      <button type="submit" className="button">
        {t('search.button')}
      </button>
      {isOpen ? (
        <div
          className="suggestions"
          role="listbox"
          id={`${id}list`}
          aria-label={t('search.suggestions', { count: options.length })}
        >
          {options.map((option, place) => (
            <a
              key={option.key}
              id={`${id}${place}`}
              role="option"
              aria-selected={place === active}
              href={option.href}
              lang={option.lang}
              tabIndex={-1}
              data-icon={option.icon}
              data-colour={option.colour}
              onPointerDown={(event) => event.preventDefault()}
              onClick={close}
            >
              {option.node}
            </a>
          ))}
        </div>
      ) : null}
      {suggest ? (
        <span className="unseen" role="status">
          {isOpen ? t('search.suggestions', { count: options.length }) : ''}
        </span>
      ) : null}
    </div>
  )
}
