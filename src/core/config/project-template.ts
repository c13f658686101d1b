/** What a project's new config file begins with. */
export const projectTemplate = `# Settings of ainative-code for this project. All keys: ainative-code config list --all
# Keys, addresses and looser permissions belong into your own file: ainative-code config edit

# permissions:
#   deny:
#     - bash(npm publish*)
`;
