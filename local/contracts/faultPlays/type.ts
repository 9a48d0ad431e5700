import type { Play } from './play'

/** What a case's `try` and `shows` say, done and checked. */
export type PlayCase = (play: Play) => Promise<void>
