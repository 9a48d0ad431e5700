import type { ComponentType } from 'react'

import type { TextValues } from '../../ui/useText'
import type { Answers } from '../scripted'

/** What a person does to reach the state: presses what has this text, or types into a field. */
export type SceneStep =
  | { readonly press: string; readonly values?: TextValues }
  | { readonly type: string; readonly into: string }

/** One state of a page or of a part of one, with the service that brings it about. */
export interface Scene {
  /** Part of an address and of a picture's name. */
  readonly id: string
  /** For the maintainers of the pages. */
  readonly title: string
  readonly Show: ComponentType
  readonly answers?: () => Answers
  /** Address within the Admin. */
  readonly path?: string
  readonly steps?: readonly SceneStep[]
  /** Covers the whole window, as a dialog does. */
  readonly covers?: boolean
}

/** The states of one page, or of one kind of part. */
export interface SceneGroup {
  readonly id: string
  readonly title: string
  readonly scenes: readonly Scene[]
}

const MINUTE = 60_000

/** A moment before now; negative for one to come. */
export const minutesAgo = (minutes: number): string =>
  new Date(Date.now() - minutes * MINUTE).toISOString()
