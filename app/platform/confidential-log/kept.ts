import type { IsoPeriod } from '../duration.ts'

/** How long the events of a record stay after the record went. */
export const CONFIDENTIAL_EVENTS_KEPT: IsoPeriod = 'P3M'

/** How long a head of the confidential log can be compared: no longer than events outlive their record, or its moment would tell of them. */
export const CONFIDENTIAL_HEADS_KEPT: IsoPeriod = 'P3M'
