import React, { Component } from 'react'
import type { ReactNode } from 'react'

import type { Texts } from './texts'

interface ErrorPageProps {
  texts: Texts
  children: ReactNode
}

/** Stands in for a page that threw, instead of a white screen. */
export class ErrorPage extends Component<ErrorPageProps, { broken: boolean }> {
  override state = { broken: false }

  static getDerivedStateFromError() {
    return { broken: true }
  }

  override render() {
    const { texts, children } = this.props
    if (!this.state.broken) return children
    return (
      <main className="shell-center" role="alert">
        <h1>{texts.broken}</h1>
        <p>{texts.brokenHelp}</p>
        <button type="button" className="shell-button" onClick={() => window.location.reload()}>
          {texts.reload}
        </button>
      </main>
    )
  }
}
