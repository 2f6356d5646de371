import { ListRow, RowList } from '#app/ui/row-list.tsx'
import type { Message } from '../own-requests.queries.server.ts'

/** What was said, oldest first: by whom, when, and the words as plain text. */
export function EnquiryThread({ messages }: { messages: ReadonlyArray<Message> }) {
  return (
    <RowList isOrdered>
      {messages.map(({ who, when, words }, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: what was said never changes place
        <ListRow key={place} icon="mail">
          <p className="small">{when === null ? who : `${who}, ${when}`}</p>
          <p className="said">{words}</p>
        </ListRow>
      ))}
    </RowList>
  )
}
