/** Address of the workspace's public routes, without a slash at its end. */
export const publicUrlOf = ({
  account,
  workspace,
}: {
  account: string
  workspace: string
}): string => `https://${workspace === 'master' ? '' : `${workspace}--`}${account}.myvtex.com`
