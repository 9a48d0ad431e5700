import React from 'react'
import type { ReactNode } from 'react'
import { Layout, PageBlock, PageHeader } from 'vtex.styleguide'

import { Permissions } from '../api/permissions'
import { NoticeProvider } from './notice'
import { OnePlace } from './onePlace'
import { STYLES } from './tokens'

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
      subtitle={<span style={STYLES.quiet}>{subtitle}</span>}
      {...(back === undefined ? {} : { linkLabel: back.label, onLinkClick: back.onClick })}
    />
  )

  return (
    <NoticeProvider>
      <Layout fullWidth={fullWidth} pageHeader={header}>
        <Permissions>
          <OnePlace>{children}</OnePlace>
        </Permissions>
      </Layout>
    </NoticeProvider>
  )
}

/** The Styleguide's block, with less padding on a narrow screen than its own. */
export function Block({ children }: { children: ReactNode }) {
  return (
    <PageBlock boxProps={{ noPadding: true }}>
      <div className="pa5 pa7-ns">{children}</div>
    </PageBlock>
  )
}
