import { useEffect } from 'react'

import type { Language } from './language'

/** What the document with the page tells the window around it. */
export type FromPage =
  /** The page's current path, query and fragment. Sent when it opens and after each navigation. */
  | { readonly type: 'location'; readonly address: string }
  /** The service said that the session has ended. */
  | { readonly type: 'signed-out' }

/** What the window tells the document with the page. */
export type FromWindow =
  /** The language chosen in the header; typed text is kept. */
  | { readonly type: 'language'; readonly language: Language }
  /** Somebody skipped the menu. */
  | { readonly type: 'focus' }

/** Posts a message to the window around this document, if there is one. */
export function tellWindow(message: FromPage): void {
  if (isFramed()) window.parent.postMessage(message, window.location.origin)
}

export const isFramed = () => window.parent !== window

const TYPES: readonly unknown[] = ['location', 'signed-out', 'language', 'focus'] satisfies (
  FromPage | FromWindow
)['type'][]

/** Other scripts of both documents talk through the same channel, accessibility checkers for one. */
const isOurs = (data: unknown): boolean =>
  typeof data === 'object' && data !== null && 'type' in data && TYPES.includes(data.type)

/**
 * Listens while the component lives. Only the window that `other` answers is heard: any page may send messages.
 *
 * @param listener must stay the same between renders.
 */
export function useMessages<Message extends FromPage | FromWindow>(
  other: () => Window | null | undefined,
  listener: (message: Message) => void
): void {
  useEffect(() => {
    const hear = ({ source, origin, data }: MessageEvent<Message>) => {
      if (origin === window.location.origin && source === other() && isOurs(data)) listener(data)
    }
    window.addEventListener('message', hear)
    return () => window.removeEventListener('message', hear)
  }, [other, listener])
}
