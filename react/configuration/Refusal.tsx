import React from 'react'
import type { ReactNode } from 'react'
import { Button } from 'vtex.styleguide'

import type { WholeConfiguration } from '../api/generated'
import { ButtonRow, Disclosure } from '../ui/buttons'
import { failureKey, problemKey } from '../ui/keys'
import { MarketplaceMessage } from '../ui/MarketplaceMessage'
import { STYLES } from '../ui/tokens'
import { useText } from '../ui/useText'
import type { Text } from '../ui/useText'
import type { Answer, EditorControl } from './editor'
import { focusField } from './fields'
import { differences, fieldKey, fieldKeyOf, sortProblems } from './form.logic'
import type { Difference } from './form.logic'
import type { FieldProblem } from './rules.logic'

interface ConflictFieldsProps {
  editor: EditorControl
  /** What is saved now. */
  current: WholeConfiguration
}

/** Both versions of every field that differs, side by side; each saved one can be taken over. */
function ConflictFields({ editor, current }: ConflictFieldsProps) {
  const text = useText()
  const found = differences(editor.form, current)
  if (found.length === 0) return <p className="mt0 mb4 lh-copy">{text('conflict.none')}</p>

  return (
    <ul className="list pl0 ma0 mb3">
      {found.map(difference => {
        const { field, saved } = difference
        const label = text(fieldKey(field))
        return (
          <li key={field} className="mb4">
            <h3 className="t-body fw7 ma0 mb2">{label}</h3>
            <div className="flex flex-wrap">
              <Version title={text('conflict.saved')}>
                {savedWords(difference, current, text)}
              </Version>
              <Version title={text('conflict.typed')}>
                {words(field, difference.typed, text)}
              </Version>
            </div>
            <Button
              size="small"
              variation="tertiary"
              onClick={() => editor.type({ [field]: saved })}
            >
              {text('conflict.take', { field: label })}
            </Button>
          </li>
        )
      })}
    </ul>
  )
}

function Version({ title, children }: { title: string; children: string }) {
  return (
    <div className="mr6 mb2" style={{ minWidth: 110, maxWidth: 260, overflowWrap: 'anywhere' }}>
      <div className="t-small" style={STYLES.quiet}>
        {title}
      </div>
      <div>{children}</div>
    </div>
  )
}

/** A value in words; a typed ShopKey is not repeated. */
function words(field: string, value: string | boolean, text: Text): string {
  if (typeof value === 'boolean') return text(value ? 'value.yes' : 'value.no')
  if (field === 'shopKey') return text('conflict.new-key')
  return value.trim() === '' ? text('value.empty') : value
}

function savedWords({ field, saved }: Difference, current: WholeConfiguration, text: Text): string {
  if (field !== 'shopKey') return words(field, saved, text)
  const last4 = current.shopKey === null ? null : current.shopKey.last4
  return last4 === null ? text('shop-key.hidden') : text('shop-key.ends-with', { last4 })
}

/** Every field that needs a change, each leading to it. */
function ProblemSummary({ problems }: { problems: readonly FieldProblem[] }) {
  const text = useText()
  return (
    <>
      <h2 className="t-heading-5 ma0 mb2">
        {text('save.problems.title', { count: problems.length })}
      </h2>
      <ul className="list pl0 ma0">
        {sortProblems(problems).map(({ field, code }) => {
          const labelKey = fieldKeyOf(field)
          return (
            <li key={`${field}-${code}`} className="mb2">
              <button
                type="button"
                className="bn bg-transparent pa0 t-body tl c-link underline pointer lh-copy"
                onClick={() => focusField(field)}
              >
                {text(problemKey(code), { field: labelKey === null ? field : text(labelKey) })}
              </button>
            </li>
          )
        })}
      </ul>
    </>
  )
}

interface ShopToConfirmProps {
  answer: Extract<Answer, { type: 'shop-to-confirm' }>
  editor: EditorControl
}

/** Without a ShopId the key decides where stock goes: shows its shop, to be confirmed or typed. */
function ShopToConfirm({ answer, editor }: ShopToConfirmProps) {
  const text = useText()
  const { shop, former } = answer
  return (
    <>
      <h2 className="t-heading-5 ma0 mb2">{text('confirm-shop.title')}</h2>
      <p className="ma0 mb3 lh-copy">
        {shop === null
          ? text('confirm-shop.unknown')
          : text('confirm-shop.named', { name: shop.name, shop: shop.shopId })}{' '}
        {former !== null && text('confirm-shop.former', { name: former.name, shop: former.shopId })}
      </p>
      <ButtonRow>
        <Button
          size="small"
          isLoading={editor.saving}
          onClick={() => void editor.save(shop === null ? '' : shop.shopId)}
        >
          {shop === null ? text('confirm-shop.confirm-unknown') : text('confirm-shop.confirm')}
        </Button>
        <Button size="small" variation="secondary" onClick={() => focusField('shopId')}>
          {text('confirm-shop.type')}
        </Button>
      </ButtonRow>
    </>
  )
}

interface RefusalProps {
  answer: Exclude<Answer, { type: 'saved' }>
  editor: EditorControl
}

/** Why nothing was saved, and what to do now. */
export function Refusal({ answer, editor }: RefusalProps) {
  const text = useText()
  switch (answer.type) {
    case 'problems':
      return <ProblemSummary problems={answer.problems} />
    case 'refused':
      return (
        <Words title={text('save.refused.title')} todo={text(refusedTodo(answer.httpStatus))}>
          <Disclosure label={text('incident.message')}>
            <MarketplaceMessage title={text('detail.message')} message={answer.message} />
          </Disclosure>
        </Words>
      )
    case 'unreachable':
      return (
        <Words
          title={text('save.unreachable.title')}
          todo={text('save.unreachable.todo', { seconds: answer.retryAfterSeconds ?? 0 })}
        >
          <Disclosure label={text('incident.message')}>
            <MarketplaceMessage title={text('detail.message')} message={answer.message} />
          </Disclosure>
        </Words>
      )
    case 'limited':
      return (
        <Words
          title={text('save.limited.title')}
          todo={text('save.limited.todo', { seconds: answer.waitSeconds })}
        />
      )
    case 'store-unreachable':
      return (
        <Words
          title={text('save.store-unreachable.title')}
          todo={text('save.store-unreachable.todo')}
        >
          <Disclosure label={text('save.store-unreachable.message')}>
            <p className="ma0 lh-copy">{answer.message}</p>
          </Disclosure>
        </Words>
      )
    case 'other-shop':
      return (
        <Words
          title={text('other-shop.title')}
          todo={text('other-shop.todo', {
            name: answer.shop.name,
            shop: answer.shop.shopId,
            typed: answer.shopId,
          })}
        />
      )
    case 'shop-to-confirm':
      return <ShopToConfirm answer={answer} editor={editor} />
    case 'conflict':
      return answer.current === null ? (
        <Words title={text('save.gone.title')} todo={text('save.gone.todo')}>
          <ButtonRow>
            <Button size="small" onClick={() => editor.keepTyped(null)}>
              {text('save.conflict.keep-typed')}
            </Button>
            <Button size="small" variation="secondary" onClick={() => editor.takeSaved(null)}>
              {text('save.gone.empty')}
            </Button>
          </ButtonRow>
        </Words>
      ) : (
        <SavedByOthers current={answer.current} editor={editor} />
      )
    case 'failed':
      return (
        <Words
          title={text('save.failed.title')}
          todo={text(`${failureKey(answer.failure)}.action`)}
        />
      )
  }
}

interface SavedByOthersProps {
  current: WholeConfiguration
  editor: EditorControl
}

/** Somebody else saved meanwhile: both versions side by side. */
function SavedByOthers({ current, editor }: SavedByOthersProps) {
  const text = useText()
  return (
    <Words title={text('save.conflict.title')} todo={text('save.conflict.todo')}>
      <ConflictFields editor={editor} current={current} />
      <ButtonRow>
        <Button size="small" onClick={() => editor.takeSaved(current)}>
          {text('save.conflict.take-saved')}
        </Button>
        <Button size="small" variation="secondary" onClick={() => editor.keepTyped(current)}>
          {text('save.conflict.keep-typed')}
        </Button>
      </ButtonRow>
    </Words>
  )
}

const refusedTodo = (httpStatus: number) =>
  httpStatus === 403 ? 'save.refused.todo-403' : 'save.refused.todo-401'

function Words({ title, todo, children }: { title: string; todo: string; children?: ReactNode }) {
  return (
    <>
      <h2 className="t-heading-5 ma0 mb2">{title}</h2>
      <p className="ma0 mb3 lh-copy">{todo}</p>
      {children}
    </>
  )
}
