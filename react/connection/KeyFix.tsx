import React, { useEffect, useRef, useState } from 'react'
import { Alert, Button } from 'vtex.styleguide'
import { useRuntime } from 'vtex.render-runtime'

import type { Connection, FieldRule, Incident, WholeConfiguration } from '../api/generated'
import { CONFIGURATION } from '../api/generated'
import { useMay, usePermissions } from '../api/permissions'
import type { Answer, EditorControl } from '../configuration/editor'
import { useEditor, useFieldRules } from '../configuration/editor'
import { focusField } from '../configuration/fields'
import { KeyTestField } from '../configuration/KeyTest'
import { Refusal } from '../configuration/Refusal'
import { ShopKeyField, ShopKeyInfo } from '../configuration/ShopKeyField'
import { Which } from '../ui/About'
import { ButtonRow, PlainButton, WithReason } from '../ui/buttons'
import { ROUTES } from '../ui/links'
import { STYLES } from '../ui/tokens'
import { useText } from '../ui/useText'
import { ThenReprocess } from './ThenReprocess'
import { useQueryOf } from '../api/useQueryOf'
import { usePlace } from '../ui/onePlace'
import { Unanswered, Waiting } from '../ui/states'

/** The form's rules, with a ShopKey required: an empty field would keep the refused one. */
const required = (rules: readonly FieldRule[]): readonly FieldRule[] =>
  rules.map(rule => (rule.field === 'shopKey' ? { ...rule, required: true } : rule))

interface KeyFixAnswerProps {
  answer: Answer
  editor: EditorControl
  onClose: () => void
}

/** Why the ShopKey was not saved, in focus. */
function KeyFixAnswer({ answer, editor, onClose }: KeyFixAnswerProps) {
  const box = useRef<HTMLDivElement>(null)
  useEffect(() => box.current?.focus(), [answer])
  if (answer.type === 'saved') return null
  return (
    <div ref={box} tabIndex={-1} className="mb5" style={STYLES.noOutline}>
      <Alert type="error">
        <div>
          {answer.type === 'conflict' && answer.current !== null ? (
            <Conflict current={answer.current} editor={editor} onClose={onClose} />
          ) : (
            <Refusal answer={answer} editor={editor} />
          )}
        </div>
      </Alert>
    </div>
  )
}

interface ConflictProps {
  current: WholeConfiguration
  editor: EditorControl
  onClose: () => void
}

/** Somebody else saved meanwhile. Their other fields stay theirs: here only the ShopKey is changed. */
function Conflict({ current, editor, onClose }: ConflictProps) {
  const text = useText()
  const keep = () => {
    const { shopKey } = editor.form
    editor.takeSaved(current)
    editor.type({ shopKey })
  }
  return (
    <>
      <h4 className="t-heading-5 ma0 mb2">{text('save.conflict.title')}</h4>
      <p className="ma0 mb3 lh-copy">
        {text('key-fix.conflict')}
        <ShopKeyInfo shopKey={current.shopKey} />
      </p>
      <ButtonRow>
        <Button size="small" onClick={keep}>
          {text('key-fix.conflict.keep')}
        </Button>
        <Button size="small" variation="secondary" onClick={onClose}>
          {text('key-fix.conflict.leave')}
        </Button>
      </ButtonRow>
    </>
  )
}

interface KeyFixFormProps {
  configuration: WholeConfiguration
  rules: readonly FieldRule[]
  /** SKUs that the refused key blocked. */
  blocked: number
  onClose: () => void
  onSaved: () => void
}

/**
 * A new ShopKey, tried by the service before it is saved; then, unless one does not want it, exactly what the old
 * one blocked is reprocessed. The rest of the configuration stays as it is.
 */
function KeyFixForm(props: KeyFixFormProps) {
  const { configuration, rules, blocked, onClose, onSaved } = props
  const text = useText()
  const { navigate } = useRuntime()
  const mayReprocess = useMay('reprocess')
  const editor = useEditor(configuration, required(rules))
  const [then, setThen] = useState(mayReprocess)
  // Of the saved key, when Carrefour takes it again: how many SKUs its refusal blocked.
  const [works, setWorks] = useState<number | null>(null)
  const { answer, saving } = editor
  const saved = answer !== null && answer.type === 'saved' ? answer : null

  useEffect(() => focusField('shopKey'), [])
  useEffect(() => {
    if (saved !== null) onSaved()
    // Only a new answer counts, not another way of telling it.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [saved])

  if (works !== null) {
    return (
      <ThenReprocess
        title={text('key-fix.works')}
        blocked={works}
        wanted={false}
        onEnded={onSaved}
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
        onEnded={onSaved}
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
            style={STYLES.checkbox}
            checked={then}
            disabled={saving || !mayReprocess}
            onChange={() => setThen(!then)}
          />
          <span>
            {text('key-fix.then', { count: blocked })}
            {!mayReprocess && <span className="db t-small">{text('permission.reprocess')}</span>}
          </span>
        </label>
      )}
      <div className="flex flex-wrap items-center" style={STYLES.row}>
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

interface KeyFixProps {
  /** Name of the place on the page. */
  place: string
  connection: Connection | null
  /** Told when a ShopKey has been saved, or the saved one works again. */
  onSaved: () => void
}

/** The form for a new ShopKey, when it is open at this place of the page. */
export function KeyFix({ place, connection, onSaved }: KeyFixProps) {
  const permissions = usePermissions()
  const { isOpen, close } = usePlace(place)
  if (
    !isOpen ||
    permissions?.configure !== true ||
    connection === null ||
    connection.configuration === null
  )
    return null
  return <Loaded blocked={connection.blocked ?? 0} onClose={close} onSaved={onSaved} />
}

type LoadedProps = Omit<React.ComponentProps<typeof KeyFixForm>, 'rules' | 'configuration'>

function Loaded(props: LoadedProps) {
  const text = useText()
  const rules = useFieldRules()
  // The saved form as it is now, with the mailbox: everything but the ShopKey is saved as it was.
  const { data: configuration, failure, reload } = useQueryOf(CONFIGURATION, {})
  return (
    <section
      aria-label={text('key-fix.title')}
      className="bg-base ba b--muted-4 br3 pa5 mb5 c-on-base"
    >
      <h3 className="t-heading-5 mt0 mb4">{text('key-fix.title')}</h3>
      {rules !== null && configuration !== null ? (
        <KeyFixForm {...props} configuration={configuration} rules={rules} />
      ) : failure === null ? (
        <Waiting height={220} />
      ) : (
        <Unanswered onRetry={reload}>{text('unanswered.connection')}</Unanswered>
      )}
    </section>
  )
}

interface KeyFixButtonProps {
  /** Name of the place on the page where the form opens. */
  place: string
}

/** Opens the form for a new ShopKey beside the problem. Who may not configure sees it shut, with the reason. */
export function KeyFixButton({ place }: KeyFixButtonProps) {
  const text = useText()
  const fix = usePlace(place)
  const allowed = useMay('configure')
  return (
    <WithReason shown reason={allowed ? null : text('permission.configure')}>
      <Button size="small" disabled={!allowed || fix.isOpen} onClick={fix.open}>
        {text('incident.fix-shop-key')}
        <Which />
      </Button>
    </WithReason>
  )
}

/** Whether a new ShopKey solves it. Otherwise the app retries automatically. */
export const isKeyProblem = ({ cause }: Pick<Incident, 'cause'>) =>
  cause === 'AUTH_INVALID' || cause === 'AUTH_FORBIDDEN' || cause === 'OTHER_SHOP'
