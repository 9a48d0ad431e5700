import React from 'react'
import type { ReactNode } from 'react'
import { Layout, PageHeader } from 'vtex.styleguide'

import { QUIET } from './colors'
import { KeyFixPlace } from './keyFixPlace'
import { NoticeProvider } from './notice'

interface PageFrameProps {
  title: string
  subtitle: string
  /** Link above the title that leads one level up. */
  back?: { label: string; onClick: () => void }
  fullWidth?: boolean
  children: ReactNode
}

/** What every page of the app starts from: heading, subtitle and a place for toasts. */
export function PageFrame({ title, subtitle, back, fullWidth = false, children }: PageFrameProps) {
  const header = (
    <PageHeader
      title={<h1 className="ma0 t-heading-2 f3 f2-ns">{title}</h1>}
      subtitle={<span style={{ color: QUIET }}>{subtitle}</span>}
      {...(back === undefined ? {} : { linkLabel: back.label, onLinkClick: back.onClick })}
    />
  )

  return (
    <NoticeProvider>
      <Layout fullWidth={fullWidth} pageHeader={header}>
        <KeyFixPlace>{children}</KeyFixPlace>
      </Layout>
    </NoticeProvider>
  )
}
