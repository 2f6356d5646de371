/** The attributes of a button that opens a native popover: it works without script, closes with Escape, and keeps the focus. React 18 has no types for them. */
export function opens(id: string): Record<string, string> {
  return { popovertarget: id }
}

export function closesPopover(id: string): Record<string, string> {
  return { popovertarget: id, popovertargetaction: 'hide' }
}

export const POPOVER: Record<string, string> = { popover: 'auto' }
