import { TAG_COLORS } from '../../components/colors'

const of = ({ bgColor, color }: { bgColor: string; color: string }) => ({
  background: bgColor,
  color,
})

/** Colours that repeat who acts: what the merchant must do stands out. */
export const ACTOR_COLORS = {
  MERCHANT: of(TAG_COLORS.ERROR),
  CARREFOUR: of(TAG_COLORS.WARNING),
  APP: of(TAG_COLORS.PENDING),
  NOBODY: of(TAG_COLORS.SUCCESS),
} as const
