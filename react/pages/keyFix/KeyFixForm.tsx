import React, { useEffect, useState } from 'react'
import { useRuntime } from 'vtex.render-runtime'
import { Button } from 'vtex.styleguide'

import { PlainButton } from '../../components/PlainButton'
import type { Configuration } from '../../graphql/connectionTypes'
import type { FieldRule } from '../../graphql/keyTestTypes'
import type { Permissions } from '../../graphql/types'
import { ROUTES } from '../../texts/links'
import { useText } from '../../texts/useText'
import { focusField } from '../configuration/focusField'
import { KeyTestField } from '../configuration/KeyTestField'
import { ShopKeyField } from '../configuration/ShopKeyField'
import { useEditor } from '../configuration/useEditor'
import { KeyFixAnswer } from './KeyFixAnswer'
import { required } from './keyFix.logic'
import { ThenReprocess } from './ThenReprocess'

interface KeyFixFormProps {
  configuration: Configuration
  rules: readonly FieldRule[]
  /** SKUs that the refused key blocked. */
  blocked: number
  permissions: Permissions
  onClose: () => void
  onSaved: () => void
}

/**
 * A new ShopKey, tried by the service before it is saved; then, unless one does not want it, exactly what the old
 * one blocked is reprocessed. The rest of the configuration stays as it is.
 */
export function KeyFixForm(props: KeyFixFormProps) {
  const { configuration, rules, blocked, permissions, onClose, onSaved } = props
  const text = useText()
  const { navigate } = useRuntime()
  const editor = useEditor(configuration, required(rules))
  const [then, setThen] = useState(permissions.reprocess)
  // Of the saved key, when Carrefour takes it again: how many SKUs its refusal blocked.
  const [works, setWorks] = useState<number | null>(null)
  const { answer, saving } = editor
  const saved = answer !== null && answer.type === 'saved' ? answer : null

  useEffect(() => focusField('shopKey'), [])
  useEffect(() => {
    if (saved !== null) onSaved()
    // Only a new answer counts, not another way of telling it.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [saved])

  if (works !== null) {
    return (
      <ThenReprocess
        title={text('key-fix.works')}
        blocked={works}
        wanted={false}
        permissions={permissions}
        onClose={onClose}
      />
    )
  }
  if (saved !== null) {
    return (
      <ThenReprocess
        title={text('key-fix.saved')}
        blocked={saved.blocked}
        wanted={then}
        permissions={permissions}
        onClose={onClose}
      />
    )
  }
  return (
    <form
      noValidate
      onSubmit={event => {
        event.preventDefault()
        if (!saving) void editor.save()
      }}
    >
      {answer !== null && <KeyFixAnswer answer={answer} editor={editor} onClose={onClose} />}
      <ShopKeyField editor={editor} disabled={saving} help={text('key-fix.help')} />
      <KeyTestField
        editor={editor}
        disabled={saving}
        onUnblocked={count => {
          setWorks(count)
          onSaved()
        }}
      />
      {blocked > 0 && (
        <label className="flex items-start mb5 lh-copy pointer">
          <input
            type="checkbox"
            className="ma0 mr3"
            style={{ width: 18, height: 18, marginTop: 3, flexShrink: 0 }}
            checked={then}
            disabled={saving || !permissions.reprocess}
            onChange={() => setThen(!then)}
          />
          <span>
            {text('key-fix.then', { count: blocked })}
            {!permissions.reprocess && (
              <span className="db t-small">{text('permission.reprocess')}</span>
            )}
          </span>
        </label>
      )}
      <div className="flex flex-wrap items-center" style={{ gap: 12 }}>
        <Button type="submit" size="small" isLoading={saving}>
          {text('key-fix.save')}
        </Button>
        <Button size="small" variation="secondary" disabled={saving} onClick={onClose}>
          {text('key-fix.cancel')}
        </Button>
        <PlainButton onClick={() => navigate({ page: ROUTES.configuration })}>
          {text('key-fix.whole')}
        </PlainButton>
      </div>
    </form>
  )
}
