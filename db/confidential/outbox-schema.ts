import { outboxTable } from '../schema/outbox.ts'

/** The outbox of the file for confidences: what happened in confidence, in the transaction in which it did. */
export const confidentialOutbox = outboxTable()
