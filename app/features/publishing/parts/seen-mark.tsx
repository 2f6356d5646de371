import { memo } from 'react'

/**
 * A mark of what its reader saw, in a hidden field whose value a script moves on as the server keeps what is typed. React writes a default value again
 * whenever it draws an input, so it draws this one only for another mark.
 */
export const SeenMark = memo(function SeenMark({ name, mark }: { name: string; mark: string }) {
  return <input type="hidden" name={name} defaultValue={mark} />
})
