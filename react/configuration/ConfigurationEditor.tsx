import React, { useEffect, useRef } from 'react'
import { Alert, Button } from 'vtex.styleguide'
import { useRuntime } from 'vtex.render-runtime'

import { CONFIGURATION, CONNECTION, TRADE_POLICIES } from '../api/generated'
import type { Connection, FieldRule, WholeConfiguration } from '../api/generated'
import { useMay, usePermissions } from '../api/permissions'
import { useQueryOf } from '../api/useQueryOf'
import { BlockedOffer } from '../jobs/BlockedOffer'
import { WithReason } from '../ui/buttons'
import { ROUTES } from '../ui/links'
import { TOAST_HEIGHT, useNotice, useToastShown } from '../ui/notice'
import { SilenceNotices } from '../ui/SilenceNotices'
import { Block, PageFrame } from '../ui/PageFrame'
import { FailureState, Waiting } from '../ui/states'
import { STYLES } from '../ui/tokens'
import { useLeaveGuard } from '../ui/useLeaveGuard'
import { useText } from '../ui/useText'
import { BESIDE_TOAST, useWide } from '../ui/useWide'
import { ConnectionGroup, KeyGroup } from './ConnectionGroup'
import { useEditor, useFieldRules } from './editor'
import type { Answer, EditorControl } from './editor'
import { focusField } from './fields'
import { NoticesGroup, StockGroup } from './groups'
import { Refusal } from './Refusal'

interface AnswerPanelProps {
  editor: EditorControl
}

/** A save without anything left to do shows as a toast only. */
const isSilent = (answer: Answer) => answer.type === 'saved' && answer.blocked === 0

/** What became of the last try to save, at the top of the form and in focus. */
function AnswerPanel({ editor }: AnswerPanelProps) {
  const { answer } = editor
  const panel = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (answer !== null && !isSilent(answer)) panel.current?.focus()
  }, [answer])

  if (answer === null) return null
  if (answer.type === 'saved') {
    return (
      <div ref={panel} tabIndex={-1} style={STYLES.noOutline}>
        <BlockedOffer blocked={answer.blocked} onReprocessed={() => undefined} linkToList />
      </div>
    )
  }
  return (
    <div ref={panel} tabIndex={-1} className="mb5 ph5 ph0-ns" style={STYLES.noOutline}>
      <Alert type={answer.type === 'shop-to-confirm' ? 'warning' : 'error'}>
        <div>
          <Refusal answer={answer} editor={editor} />
        </div>
      </Alert>
    </div>
  )
}

interface ConfigurationFormProps {
  saved: WholeConfiguration | null
  production: boolean
  /** As the connection names it. */
  boundShop: Connection['boundShop']
  /** A save may bind the connection to another shop. */
  onSaved: () => void
  rules: readonly FieldRule[]
}

/** The whole form. It is loaded once: what others save later shows as a conflict on saving. */
function ConfigurationForm({
  saved,
  production,
  boundShop,
  onSaved,
  rules,
}: ConfigurationFormProps) {
  const text = useText()
  const notify = useNotice()
  const { query } = useRuntime()
  const editor = useEditor(saved, rules)
  const readOnly = !useMay('configure')
  const { data: policies } = useQueryOf(TRADE_POLICIES, {}, { skip: readOnly })
  const { answer, changed, saving } = editor
  useLeaveGuard(changed, text('configuration.leave'))

  const focus = query['focus']
  useEffect(() => {
    if (focus !== undefined) focusField(focus)
  }, [focus])
  useEffect(() => {
    if (answer === null) return
    if (answer.type === 'saved') {
      onSaved()
      notify(
        text(answer.nameless === null ? 'configuration.saved' : 'configuration.saved.nameless')
      )
    }
    if (
      answer.type === 'problems' &&
      answer.problems.some(({ code }) => code === 'REQUIRED_FOR_ADDRESS')
    )
      focusField('shopKey')
  }, [answer, notify, onSaved, text])

  // A toast is as wide as a phone; elsewhere it stands beside the button.
  const toastShown = useToastShown()
  const covered = !useWide(BESIDE_TOAST) && toastShown
  const group = { editor, disabled: readOnly || saving }
  return (
    <form
      noValidate
      onSubmit={event => {
        event.preventDefault()
        if (!saving && !readOnly) void editor.save()
      }}
    >
      {readOnly && (
        <div className="mb5 ph5 ph0-ns">
          <Alert type="warning">{text('permission.configure')}</Alert>
        </div>
      )}
      <AnswerPanel editor={editor} />
      <KeyGroup {...group} boundShop={boundShop} />
      <ConnectionGroup {...group} production={production} />
      <StockGroup {...group} policies={policies ?? []} />
      <NoticesGroup {...group} />
      {/* Always in sight, however far down the form goes. */}
      <div
        className="flex flex-wrap items-center ph5 ph7-ns pv3 bt b--muted-4 bg-base z-4"
        style={{ position: 'sticky', bottom: covered ? TOAST_HEIGHT : 0 }}
      >
        <WithReason reason={readOnly ? text('permission.configure') : null}>
          <Button
            type="submit"
            isLoading={saving && editor.part === 'all'}
            disabled={readOnly || saving}
          >
            {text('configuration.save')}
          </Button>
        </WithReason>
        {changed && !saving && (
          <span className="ml5 mv3 t-small c-on-base">{text('configuration.unsaved')}</span>
        )}
      </div>
    </form>
  )
}

/** Integrations > Carrefour > Edit configuration. */
export function ConfigurationEditor() {
  const text = useText()
  const { navigate } = useRuntime()
  return (
    <PageFrame
      title={text('configuration.title')}
      subtitle={text('configuration.subtitle')}
      back={{
        label: text('integrations.title'),
        onClick: () => navigate({ page: ROUTES.integrations }),
      }}
    >
      <Loaded />
    </PageFrame>
  )
}

/** The form, once all that it needs is there. */
function Loaded() {
  const permissions = usePermissions()
  const rules = useFieldRules()
  const { data: connection, failure, reload } = useQueryOf(CONNECTION, {})
  // With the mailbox, and as stored: this is what is edited.
  const saved = useQueryOf(CONFIGURATION, {})
  const known = saved.of !== null && saved.failure === null
  const failed = failure ?? saved.failure
  if (connection !== null && known && permissions !== null && rules !== null)
    return (
      <>
        <SilenceNotices connection={connection} />
        <ConfigurationForm
          saved={saved.data}
          production={connection.production}
          boundShop={connection.boundShop}
          onSaved={reload}
          rules={rules}
        />
      </>
    )
  return (
    <Block>
      {failed === null ? (
        <Waiting height={480} />
      ) : (
        <FailureState
          failure={failed}
          onRetry={() => {
            reload()
            saved.reload()
          }}
        />
      )}
    </Block>
  )
}
