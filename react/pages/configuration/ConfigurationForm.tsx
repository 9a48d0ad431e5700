import React, { useEffect } from 'react'
import { useRuntime } from 'vtex.render-runtime'
import { Alert, Button } from 'vtex.styleguide'

import { useNotice } from '../../components/notice'
import { useTradePolicies } from '../../data/useTradePolicies'
import type { Connection } from '../../graphql/connectionTypes'
import type { FieldRule } from '../../graphql/keyTestTypes'
import type { Permissions } from '../../graphql/types'
import { useText } from '../../texts/useText'
import { AnswerPanel } from './AnswerPanel'
import { focusField } from './focusField'
import { ConnectionGroup } from './ConnectionGroup'
import { NoticesGroup } from './NoticesGroup'
import { StockGroup } from './StockGroup'
import { useEditor } from './useEditor'
import { useLeaveGuard } from './useLeaveGuard'

interface ConfigurationFormProps {
  connection: Connection
  permissions: Permissions
  rules: readonly FieldRule[]
}

/** The whole form. It is loaded once: what others save later shows as a conflict on saving. */
export function ConfigurationForm({ connection, permissions, rules }: ConfigurationFormProps) {
  const text = useText()
  const notify = useNotice()
  const { query } = useRuntime()
  const editor = useEditor(connection.configuration, rules)
  const readOnly = !permissions.configure
  const { policies } = useTradePolicies(readOnly)
  const { answer, changed, saving } = editor
  useLeaveGuard(changed, text('configuration.leave'))

  const focus = query['focus']
  useEffect(() => {
    if (focus !== undefined) focusField(focus)
  }, [focus])
  useEffect(() => {
    if (answer === null) return
    if (answer.type === 'saved')
      notify(
        text(answer.nameless === null ? 'configuration.saved' : 'configuration.saved.nameless')
      )
    if (
      answer.type === 'problems' &&
      answer.problems.some(({ code }) => code === 'REQUIRED_FOR_ADDRESS')
    )
      focusField('shopKey')
  }, [answer, notify, text])

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
      <AnswerPanel editor={editor} permissions={permissions} />
      <ConnectionGroup {...group} production={connection.production} permissions={permissions} />
      <StockGroup {...group} policies={policies} />
      <NoticesGroup {...group} />
      <div className="flex flex-wrap items-center ph5 ph0-ns pb6">
        <Button type="submit" isLoading={saving} disabled={readOnly}>
          {text('configuration.save')}
        </Button>
        {changed && (
          <span className="ml5 mv3 t-small c-on-base">{text('configuration.unsaved')}</span>
        )}
      </div>
    </form>
  )
}
