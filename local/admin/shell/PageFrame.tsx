import React, { useCallback, useEffect, useImperativeHandle, useRef, useState } from 'react'
import type { Ref } from 'react'

import { pathnameOf, routePathOf } from '../stand-ins/runtime.logic'
import { useMessages } from './frameMessages'
import type { FromPage, FromWindow } from './frameMessages'
import type { Language } from './language'

/** What the window does with the document inside it. */
export interface PageHandle {
  /**
   * Opens another page in a document of its own. It cannot be blocked by the page's own history, as on VTEX: a page
   * with unsaved work is asked by the browser (`beforeunload`), and nothing moves when the answer is no.
   */
  go: (path: string) => void
  focus: () => void
}

interface PageFrameProps {
  title: string
  language: Language
  /** Called with the path of the window's address after it has followed the page. */
  onMove: (pathname: string) => void
  onSignedOut: () => void
  handle: Ref<PageHandle>
}

/** The address at which a page stands in its own document. */
const innerOf = ({ pathname, search, hash }: Location) => routePathOf(pathname) + search + hash

/**
 * The page's document. The page moves, and the window's address follows by replacing: the move itself has already
 * made the one entry of the history that both share.
 */
export function PageFrame({ title, language, onMove, onSignedOut, handle }: PageFrameProps) {
  const frame = useRef<HTMLIFrameElement>(null)
  const [first] = useState(() => innerOf(window.location))
  const page = useCallback(() => frame.current?.contentWindow, [])
  const tell = useCallback(
    (message: FromWindow) => page()?.postMessage(message, window.location.origin),
    [page]
  )

  useMessages(
    page,
    useCallback(
      (message: FromPage) => {
        if (message.type === 'signed-out') return onSignedOut()
        window.history.replaceState(null, '', pathnameOf(message.address))
        onMove(window.location.pathname)
      },
      [onMove, onSignedOut]
    )
  )
  useEffect(() => tell({ type: 'language', language }), [tell, language])
  useImperativeHandle(
    handle,
    () => ({
      go: path => page()?.location.assign(routePathOf(path)),
      focus: () => {
        frame.current?.focus()
        tell({ type: 'focus' })
      },
    }),
    [page, tell]
  )

  return <iframe ref={frame} id="content" className="shell-frame" title={title} src={first} />
}
