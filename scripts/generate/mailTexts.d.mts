/** The texts of mails as JSON, out of messages/. */
export function mailTexts(): string
