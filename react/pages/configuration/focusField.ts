/** The id of the box around a field. */
export const fieldBoxId = (name: string) => `field-${name}`

/** Puts the cursor into a field and brings it into view. An unknown name does nothing. */
export function focusField(name: string): void {
  const box = document.getElementById(fieldBoxId(name))
  const control = box === null ? null : box.querySelector<HTMLElement>('input, select')
  if (box === null || control === null) return
  control.focus({ preventScroll: true })
  box.scrollIntoView({ block: 'center' })
}
