import type { Millis } from '../../domain/time'
import { toIso } from '../../domain/time'

/** ISO 8601, or null. */
export const isoOrNull = (at: Millis | null): string | null => (at === null ? null : toIso(at))
