import React, { useCallback, useEffect, useState } from 'react'
import type { ReactNode } from 'react'
import { IconClose, Modal } from 'vtex.styleguide'

import { useText } from '../texts/useText'
import { PlainButton } from './PlainButton'

interface DialogProps {
  /** Unique on the page. */
  id: string
  title: string
  onClose: () => void
  children: ReactNode
  /** The buttons beneath. */
  actions: ReactNode
}

/**
 * The Styleguide's modal, which keeps the focus within and closes on Escape, with what it lacks: a role and a
 * name, a heading, and a close button that the keyboard reaches. Shown as long as it is rendered; then the focus
 * goes back where it came from.
 */
export function Dialog({ id, title, onClose, children, actions }: DialogProps) {
  const text = useText()
  // As soon as it is there: later the modal would move the focus to the first button.
  const focus = useCallback((heading: HTMLHeadingElement | null) => heading?.focus(), [])
  const [before] = useState(() => document.activeElement)
  useEffect(
    () => () => {
      if (before instanceof HTMLElement) before.focus()
    },
    [before]
  )

  return (
    <Modal
      isOpen
      centered
      showTopBar={false}
      showCloseIcon={false}
      closeOnOverlayClick={false}
      onClose={onClose}
    >
      <div role="dialog" aria-modal="true" aria-labelledby={`${id}-title`} className="pb2">
        <div className="flex items-start justify-between mb4">
          <h2
            id={`${id}-title`}
            ref={focus}
            tabIndex={-1}
            className="t-heading-4 ma0 c-on-base"
            style={{ outline: 'none' }}
          >
            {title}
          </h2>
          <PlainButton label={text('common.close')} className="ml3 nr2" onClick={onClose}>
            <IconClose size={16} />
          </PlainButton>
        </div>
        {children}
        <div className="flex flex-wrap justify-end mt6" style={{ gap: 12 }}>
          {actions}
        </div>
      </div>
    </Modal>
  )
}
