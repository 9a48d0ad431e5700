import React, { useCallback, useEffect, useRef, useState } from 'react'
import type { KeyboardEvent, ReactNode } from 'react'
import { Alert, Button, IconClose, Modal } from 'vtex.styleguide'

import { ButtonRow, PlainButton } from './buttons'
import { DANGER, PAPER, STYLES } from './tokens'
import { useText } from './useText'

/** The buttons stay in sight where the window is lower than the dialog, as at 200 %. */
const IN_SIGHT = {
  ...STYLES.row,
  position: 'sticky',
  bottom: 'calc(-1 * var(--padding, 0px))',
  background: PAPER,
} as const

/**
 * What gets the focus is not left beneath the buttons, and no text shows below them. The box that scrolls is the
 * Styleguide's; its padding counts as part of what is in sight.
 */
const aboveButtons = (dialog: HTMLElement | null) => {
  const box = dialog?.parentElement
  if (!dialog || !box) return
  box.style.setProperty('scroll-padding-bottom', '64px')
  dialog.style.setProperty('--padding', getComputedStyle(box).paddingBottom || '0px')
}

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
      <div
        ref={aboveButtons}
        role="dialog"
        aria-modal="true"
        aria-labelledby={`${id}-title`}
        className="pb2"
      >
        <div className="flex items-start justify-between mb4">
          <h2
            id={`${id}-title`}
            ref={focus}
            tabIndex={-1}
            className="t-heading-4 ma0 c-on-base"
            style={STYLES.noOutline}
          >
            {title}
          </h2>
          <PlainButton label={text('common.close')} className="ml3 nr2" onClick={onClose}>
            <IconClose size={16} />
          </PlainButton>
        </div>
        {children}
        <div className="flex flex-wrap justify-end mt5 pv3" style={IN_SIGHT}>
          {actions}
        </div>
      </div>
    </Modal>
  )
}

interface QuestionProps {
  /** Unique on the page. */
  id: string
  title: string
  /** What happens if the person agrees. */
  meaning: string
  yes: string
  no: string
  busy: boolean
  /** What is agreed to takes something away for good. */
  grave?: boolean
  onYes: () => void
  onNo: () => void
}

/** Asks before something that is hard to undo, in place. Escape is a no; the focus goes back where it came from. */
export function Question(props: QuestionProps) {
  const { id, title, meaning, yes, no, busy, grave = false, onYes, onNo } = props
  const box = useRef<HTMLDivElement>(null)
  useEffect(() => {
    const before = document.activeElement
    box.current?.focus()
    return () => {
      if (before instanceof HTMLElement) before.focus()
    }
  }, [])
  const onKeyDown = ({ key }: KeyboardEvent) => {
    if (key === 'Escape' && !busy) onNo()
  }

  return (
    <div
      ref={box}
      role="alertdialog"
      tabIndex={-1}
      aria-labelledby={`${id}-title`}
      aria-describedby={`${id}-meaning`}
      onKeyDown={onKeyDown}
      className="mt5"
      style={STYLES.noOutline}
    >
      <Alert type="warning">
        <div>
          <h3 id={`${id}-title`} className="t-heading-5 ma0 mb2">
            {title}
          </h3>
          <p id={`${id}-meaning`} className="ma0 mb4 lh-copy">
            {meaning}
          </p>
          <ButtonRow>
            {grave && !busy ? (
              <button type="button" className={GRAVE} style={GRAVE_COLORS} onClick={onYes}>
                {yes}
              </button>
            ) : (
              <Button size="small" variation="primary" isLoading={busy} onClick={onYes}>
                {yes}
              </Button>
            )}
            <Button size="small" variation="secondary" disabled={busy} onClick={onNo}>
              {no}
            </Button>
          </ButtonRow>
        </div>
      </Alert>
    </div>
  )
}

/** As the Styleguide's small button. (White on its own colour of danger is too pale to read.) */
const GRAVE = 'bn br2 ph5 pv2 fw5 min-h-small t-action--small pointer'
const GRAVE_COLORS = { color: PAPER, background: DANGER }
