import React from 'react'
import type { ReactNode } from 'react'
import { IconCaretLeft, Layout, PageBlock } from 'vtex.styleguide'

import { Beat } from '../api/beat'
import { Permissions } from '../api/permissions'
import { NoticeProvider } from './notice'
import { OnePlace } from './onePlace'
import { PlainButton } from './buttons'
import { STYLES } from './tokens'
import { SCREEN_ONLY, usePaper } from './usePaper'

/** The frame of every page: the Admin's grey background, toasts, the person's permissions. */
function Frame({ children }: { children: ReactNode }) {
  usePaper()
  return (
    <NoticeProvider>
      <Layout fullWidth pageHeader={<></>}>
        <Beat>
          <Permissions>
            <OnePlace>
              <div className="pt4">{children}</div>
            </OnePlace>
          </Permissions>
        </Beat>
      </Layout>
    </NoticeProvider>
  )
}

interface BackLinkProps {
  label: string
  onClick: () => void
}

/** Leads one level up; stands over the title. */
export function BackLink({ label, onClick }: BackLinkProps) {
  return (
    <div className="ph5 ph0-ns" {...SCREEN_ONLY}>
      <PlainButton className="t-small nl2" onClick={onClick}>
        <IconCaretLeft size={10} /> {label}
      </PlainButton>
    </div>
  )
}

interface PageFrameProps {
  title: string
  subtitle: string
  back?: BackLinkProps
  fullWidth?: boolean
  children: ReactNode
}

/** A page that is read: no wider than lines are read well, and as far to the left as a page that is worked in. */
export function PageFrame({ title, subtitle, back, fullWidth = false, children }: PageFrameProps) {
  return (
    <Frame>
      <div style={fullWidth ? {} : READ}>
        {back !== undefined && <BackLink {...back} />}
        <CompactHeading title={title} summary={subtitle} />
        {children}
      </div>
    </Frame>
  )
}

const READ = { maxWidth: 960 } as const

/** A working page: its content begins on the first screen. */
export function WorkFrame({ children }: { children: ReactNode }) {
  return <Frame>{children}</Frame>
}

interface CompactHeadingProps {
  title: string
  /** How things stand, in one line. */
  summary: ReactNode
  /** What leads elsewhere, at the right. */
  children?: ReactNode
}

export function CompactHeading({ title, summary, children }: CompactHeadingProps) {
  return (
    <header className="flex-l items-center justify-between ph5 ph0-ns mb3">
      <div className="flex-ns flex-wrap items-center" style={STYLES.shrinkable}>
        <h1 className="ma0 mr4 f3 fw7 lh-title c-on-base">{title}</h1>
        <p className="ma0 t-small lh-copy" style={{ ...STYLES.quiet, minHeight: 20 }}>
          {summary}
        </p>
      </div>
      {children !== undefined && (
        <div
          className="flex flex-wrap items-center nl2 nl0-l"
          style={HEADING_TOOLS}
          {...SCREEN_ONLY}
        >
          {children}
        </div>
      )}
    </header>
  )
}

const HEADING_TOOLS = { minHeight: 40, flexShrink: 0, columnGap: 8 } as const

/** The Styleguide's block, with less padding on a narrow screen than its own. */
export function Block({ children }: { children: ReactNode }) {
  return (
    <PageBlock boxProps={{ noPadding: true }}>
      <div className="pa5 pa7-ns">{children}</div>
    </PageBlock>
  )
}

/** A block of a page that is worked in: as the Styleguide's in look, without its distances. */
export function Panel({ children }: { children: ReactNode }) {
  return (
    <div className="bg-base c-on-base t-body b--muted-4 bt bb ba-ns br3-ns mb3">{children}</div>
  )
}
